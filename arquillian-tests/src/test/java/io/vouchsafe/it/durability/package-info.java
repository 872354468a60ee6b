/**
 * Owns: tests of what survives: roll-back, lost database, redeployment, kill.
 *
 * <p>Promises: compares what was answered with what is stored, receipt by receipt.
 *
 * <p>Never: believes a matching root alone.
 *
 * <p>Depends on: harness, scene; reads the suite's tables.
 */
@NullMarked
package io.vouchsafe.it.durability;

import org.jspecify.annotations.NullMarked;
