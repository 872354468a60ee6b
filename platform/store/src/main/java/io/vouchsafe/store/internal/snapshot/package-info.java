/**
 * Owns: the revision rows and the values in memory that follow them.
 *
 * <p>Promises: a value never goes back to an older one; no committed revision is missed; a broken
 * listener or load stops nobody else's snapshot.
 *
 * <p>Never: reads within the caller's transaction.
 *
 * <p>Depends on: store's face, the two data sources, the server's scheduler.
 */
@NullMarked
package io.vouchsafe.store.internal.snapshot;

import org.jspecify.annotations.NullMarked;
