/**
 * Owns: reading the tree out of the database: tiles, proofs, roots.
 *
 * <p>Promises: a read touches a handful of tiles, however large the log is.
 *
 * <p>Never: writes.
 *
 * <p>Depends on: audit-verifier's tiles and Merkle mathematics.
 */
@NullMarked
package io.vouchsafe.audit.internal.tree;

import org.jspecify.annotations.NullMarked;
