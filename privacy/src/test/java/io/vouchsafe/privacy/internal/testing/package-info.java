/**
 * Owns: what this module's tests stand on.
 *
 * <p>Promises: one database per test, no server.
 *
 * <p>Never: is shipped.
 *
 * <p>Depends on: store's testing package.
 */
@NullMarked
package io.vouchsafe.privacy.internal.testing;

import org.jspecify.annotations.NullMarked;
