/**
 * Owns: the demo: users, models, contract, key, through the public API.
 *
 * <p>Promises: each step is done once and goes on after a crash half-way.
 *
 * <p>Never: runs outside the demo profile, or reads the database.
 *
 * <p>Depends on: http, data, report, Jackson.
 */
@NullMarked
package io.vouchsafe.launcher.seed;

import org.jspecify.annotations.NullMarked;
