/**
 * Owns: the Open Inference Protocol v2 over REST, and its explain extension.
 *
 * <p>Promises: numbers go straight between JSON and tensors and read back exactly; limits hold
 * before memory is taken.
 *
 * <p>Never: quotes a value of a payload.
 *
 * <p>Depends on: ejb-inference, kernel, Jackson's streaming half.
 */
@NullMarked
package io.vouchsafe.rest.internal.openinference;

import org.jspecify.annotations.NullMarked;
