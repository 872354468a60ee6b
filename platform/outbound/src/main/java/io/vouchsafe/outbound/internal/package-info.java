/**
 * Owns: the HTTP client behind {@link io.vouchsafe.outbound.Outbound}.
 *
 * <p>Promises: what the face promises.
 *
 * <p>Never: retries by itself.
 *
 * <p>Depends on: Apache HttpComponents.
 */
@NullMarked
package io.vouchsafe.outbound.internal;

import org.jspecify.annotations.NullMarked;
