/**
 * Owns: tests of explanations, from the request to the receipt.
 *
 * <p>Promises: what is explained is checked against what is true of the generated data.
 *
 * <p>Never: compares with numbers somebody wrote down.
 *
 * <p>Depends on: scene.
 */
@NullMarked
package io.vouchsafe.it.explain;

import org.jspecify.annotations.NullMarked;
