/**
 * Owns: API keys.
 *
 * <p>Promises: a key's secret is seen once and stored nowhere; revoking works within a second.
 *
 * <p>Never: logs a key, knows HTTP.
 *
 * <p>Depends on: store, audit.
 */
@NullMarked
package io.vouchsafe.partners.internal.credential;

import org.jspecify.annotations.NullMarked;
