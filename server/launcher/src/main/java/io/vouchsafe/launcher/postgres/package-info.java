/**
 * Owns: the embedded PostgreSQL: programs, cluster, hardening.
 *
 * <p>Promises: durable and closed: fsync, synchronous commit, SCRAM, loopback; checked with SHOW at
 * each start.
 *
 * <p>Never: changes a cluster of another major version.
 *
 * <p>Depends on: process, data, port, report, the PostgreSQL driver.
 */
@NullMarked
package io.vouchsafe.launcher.postgres;

import org.jspecify.annotations.NullMarked;
