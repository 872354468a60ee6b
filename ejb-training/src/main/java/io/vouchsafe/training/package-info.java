/**
 * Owns: training of models inside the suite; for now the demo models.
 *
 * <p>Promises: the same recipe and seed give the same data and a model that passes its own
 * evaluation.
 *
 * <p>Never: approves or deploys what it trained.
 *
 * <p>Depends on: ejb-inference, TensorFlow.
 */
@NullMarked
package io.vouchsafe.training;

import org.jspecify.annotations.NullMarked;
