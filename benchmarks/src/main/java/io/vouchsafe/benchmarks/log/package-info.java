/**
 * Owns: the committer beside plain JDBC batches.
 *
 * <p>Promises: same rows, same rows per commit, same durable database.
 *
 * <p>Never: needs a server.
 *
 * <p>Depends on: audit, partners, an embedded PostgreSQL.
 */
@NullMarked
package io.vouchsafe.benchmarks.log;

import org.jspecify.annotations.NullMarked;
