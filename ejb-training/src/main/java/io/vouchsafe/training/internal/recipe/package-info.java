/**
 * Owns: recipes: which features a demo model has, and the generator of the data it learns from.
 *
 * <p>Promises: equal seeds give equal data, on every machine and Java version.
 *
 * <p>Never: reads data from elsewhere, knows TensorFlow.
 *
 * <p>Depends on: the JDK.
 */
@NullMarked
package io.vouchsafe.training.internal.recipe;

import org.jspecify.annotations.NullMarked;
