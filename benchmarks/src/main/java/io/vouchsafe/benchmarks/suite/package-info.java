/**
 * Owns: the server under test: its EAR, its start and stop, its size.
 *
 * <p>Promises: leaves no process behind; touches only its own data folder.
 *
 * <p>Never: changes the product's EAR.
 *
 * <p>Depends on: the launcher as a process, the public API.
 */
@NullMarked
package io.vouchsafe.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
