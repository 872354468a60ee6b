/**
 * Owns: reading and writing the records of our own API as JSON.
 *
 * <p>Promises: a member that is unknown, missing or of the wrong type is named by its JSON pointer
 * (RFC 6901).
 *
 * <p>Never: reads tensors.
 *
 * <p>Depends on: kernel, Jackson.
 */
@NullMarked
package io.vouchsafe.rest.internal.json;

import org.jspecify.annotations.NullMarked;
