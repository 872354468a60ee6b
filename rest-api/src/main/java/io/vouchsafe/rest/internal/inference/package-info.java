/**
 * Owns: what every protocol that calls models shares: room for bodies, our headers, the gateway's
 * outcomes over HTTP, numbers between JSON and buffers.
 *
 * <p>Promises: one budget of memory over all protocols; numbers read back exactly.
 *
 * <p>Never: knows a protocol's members; quotes a value of a payload.
 *
 * <p>Depends on: ejb-inference, kernel, Jackson's streaming half.
 */
@NullMarked
package io.vouchsafe.rest.internal.inference;

import org.jspecify.annotations.NullMarked;
