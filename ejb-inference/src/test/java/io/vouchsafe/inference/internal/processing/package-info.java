/**
 * Owns: the tests of what is done before and after a model.
 *
 * <p>Promises: every kind of step is run through TensorFlow or by itself, in batches and row by
 * row; every wrong declaration and input has its sentence.
 *
 * <p>Never: reads data outside the repository's shared folder.
 *
 * <p>Depends on: the builders of SavedModels in testing.
 */
@NullMarked
package io.vouchsafe.inference.internal.processing;

import org.jspecify.annotations.NullMarked;
