/**
 * Owns: the gateway that authenticates and runs the engine, nothing else.
 *
 * <p>Promises: the way through HTTP, identity, JSON and EJB is the product's own.
 *
 * <p>Never: stands in the product's EAR.
 *
 * <p>Depends on: ejb-inference, governance, privacy.
 */
@NullMarked
package io.vouchsafe.benchmarks.baseline;

import org.jspecify.annotations.NullMarked;
