/**
 * Owns: finding entries, showing them, and checking them against what the database holds now.
 *
 * <p>Promises: a partner sees its own rows whatever it asks for; a changed byte of an entry, of
 * what belongs to it or of the tree above it is found.
 *
 * <p>Never: trusts a stored hash, column or cache when it checks.
 *
 * <p>Depends on: audit.internal.receipts, audit.internal.tree, audit-verifier, keys.
 */
@NullMarked
package io.vouchsafe.audit.internal.search;

import org.jspecify.annotations.NullMarked;
