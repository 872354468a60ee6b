/**
 * Owns: a small strict JSON reader (RFC 8259, RFC 7493) and the canonical form of RFC 8785.
 *
 * <p>Promises: one reading per text: duplicate names, lone surrogates, endless numbers, deep
 * nesting and trailing text are refused.
 *
 * <p>Never: repairs input, binds to classes, or holds more than the parsed values.
 *
 * <p>Depends on: the JDK only.
 */
@NullMarked
package io.vouchsafe.verifier.internal.json;

import org.jspecify.annotations.NullMarked;
