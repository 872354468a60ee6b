/**
 * Owns: numbers, medians, and the table of budgets.
 *
 * <p>Promises: a missed budget is printed as missed.
 *
 * <p>Never: throws a number away.
 *
 * <p>Depends on: the JDK alone.
 */
@NullMarked
package io.vouchsafe.benchmarks.report;

import org.jspecify.annotations.NullMarked;
