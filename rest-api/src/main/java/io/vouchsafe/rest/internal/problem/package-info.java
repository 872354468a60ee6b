/**
 * Owns: the kinds of problems a client is told of (RFC 9457), as values.
 *
 * <p>Promises: every type has a page in docs/problems; no problem quotes a payload.
 *
 * <p>Never: knows a protocol.
 *
 * <p>Depends on: kernel.
 */
@NullMarked
package io.vouchsafe.rest.internal.problem;

import org.jspecify.annotations.NullMarked;
