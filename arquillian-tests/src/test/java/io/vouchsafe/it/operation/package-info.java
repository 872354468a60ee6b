/**
 * Owns: tests of what operators see: description, health, metrics, the public log.
 *
 * <p>Promises: addresses are those that the documentation names.
 *
 * <p>Never: signs in where no credential must be needed.
 *
 * <p>Depends on: scene.
 */
@NullMarked
package io.vouchsafe.it.operation;

import org.jspecify.annotations.NullMarked;
