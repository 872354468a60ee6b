/**
 * Owns: the load generator.
 *
 * <p>Promises: latency counts from the moment a request was due.
 *
 * <p>Never: reuses a broken connection, hides a refused request.
 *
 * <p>Depends on: the JDK alone.
 */
@NullMarked
package io.vouchsafe.benchmarks.load;

import org.jspecify.annotations.NullMarked;
