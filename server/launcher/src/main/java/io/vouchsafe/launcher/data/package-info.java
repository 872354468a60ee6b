/**
 * Owns: the data folder: its places, its lock, its modes, its secrets.
 *
 * <p>Promises: one launcher per folder; secrets are readable by their owner alone and written whole
 * or not at all.
 *
 * <p>Never: deletes what it did not make.
 *
 * <p>Depends on: report.
 */
@NullMarked
package io.vouchsafe.launcher.data;

import org.jspecify.annotations.NullMarked;
