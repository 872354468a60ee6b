/**
 * Owns: coverage-guided fuzzing of the protocols' decoders, in a process of its own.
 *
 * <p>Promises: 20 seconds each, an hour each when the long counts are asked for; seeds are the
 * published cases.
 *
 * <p>Never: takes the tests' own virtual machine down with it.
 *
 * <p>Depends on: Jazzer.
 */
@NullMarked
package io.vouchsafe.rest.fuzzing;

import org.jspecify.annotations.NullMarked;
