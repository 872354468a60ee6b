/**
 * Owns: the test that documentation runs.
 *
 * <p>Promises: a command marked as tested is executed exactly as it is written.
 *
 * <p>Never: writes into the checkout.
 *
 * <p>Depends on: scene, bash, curl.
 */
@NullMarked
package io.vouchsafe.it.readme;

import org.jspecify.annotations.NullMarked;
