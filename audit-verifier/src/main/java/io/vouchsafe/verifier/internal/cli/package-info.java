/**
 * Owns: the command line of the verifier: arguments, files, output, exit codes.
 *
 * <p>Promises: exit 0 only when everything verifies; one line on success; failure on both streams;
 * nothing from a file reaches the terminal unescaped.
 *
 * <p>Never: decides what is valid; that is the library's.
 *
 * <p>Depends on: picocli and the verifier's face.
 */
@NullMarked
package io.vouchsafe.verifier.internal.cli;

import org.jspecify.annotations.NullMarked;
