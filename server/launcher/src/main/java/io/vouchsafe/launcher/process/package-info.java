/**
 * Owns: child processes from birth to death.
 *
 * <p>Promises: a child is stopped by its own signal, in time, and found again after the launcher
 * was killed.
 *
 * <p>Never: ends a process that it cannot prove to be its own.
 *
 * <p>Depends on: data, report.
 */
@NullMarked
package io.vouchsafe.launcher.process;

import org.jspecify.annotations.NullMarked;
