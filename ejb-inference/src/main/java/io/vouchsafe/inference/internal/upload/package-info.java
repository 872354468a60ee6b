/**
 * Owns: getting model files out of archives that strangers made.
 *
 * <p>Promises: nothing is written outside a temporary folder, within limits of size and number, and
 * the folder is deleted whatever happens.
 *
 * <p>Never: follows a link, trusts a size that an archive states, runs anything.
 *
 * <p>Depends on: Commons Compress.
 */
@NullMarked
package io.vouchsafe.inference.internal.upload;

import org.jspecify.annotations.NullMarked;
