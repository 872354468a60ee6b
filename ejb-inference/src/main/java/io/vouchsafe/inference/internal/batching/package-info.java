/**
 * Owns: when a model runs, and for how many requests at once: places, queues, batches.
 *
 * <p>Promises: a request alone runs at once on its own thread; one in company gets the numbers it
 * would get alone; no contract waits behind another's flood; no queue grows without bound.
 *
 * <p>Never: reads a value, joins rows of a model that was not seen to treat each row by itself.
 *
 * <p>Depends on: the engines' contract, privacy's proofs.
 */
@NullMarked
package io.vouchsafe.inference.internal.batching;

import org.jspecify.annotations.NullMarked;
