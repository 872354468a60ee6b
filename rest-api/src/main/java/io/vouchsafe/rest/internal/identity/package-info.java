/**
 * Owns: who the caller of an HTTP request is.
 *
 * <p>Promises: one caller per request, made from that request's credential alone.
 *
 * <p>Never: decides what a caller may do.
 *
 * <p>Depends on: kernel.
 */
@NullMarked
package io.vouchsafe.rest.internal.identity;

import org.jspecify.annotations.NullMarked;
