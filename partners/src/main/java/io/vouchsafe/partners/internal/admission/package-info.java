/**
 * Owns: who is let in: contracts in memory, rates, quotas.
 *
 * <p>Promises: all nodes together never admit more calls of a day than its quota.
 *
 * <p>Never: asks the database per call, touches an entity.
 *
 * <p>Depends on: store, Bucket4j.
 */
@NullMarked
package io.vouchsafe.partners.internal.admission;

import org.jspecify.annotations.NullMarked;
