/**
 * Owns: the benchmarks' command line and the order of one run.
 *
 * <p>Promises: one run prints every ratio beside its budget, met or missed.
 *
 * <p>Never: decides a build: nothing here is a timed test.
 *
 * <p>Depends on: its sub-packages.
 */
@NullMarked
package io.vouchsafe.benchmarks;

import org.jspecify.annotations.NullMarked;
