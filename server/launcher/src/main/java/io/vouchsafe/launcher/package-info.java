/**
 * Owns: the one command of ./run: options, settings, the order of the stages, the summary.
 *
 * <p>Promises: a requested stop ends with code 0 and leaves no process behind; a failure is one
 * clear sentence.
 *
 * <p>Never: talks to the database's tables or to the modules' classes; the suite is reached by HTTP
 * alone.
 *
 * <p>Depends on: the packages below, java.base.
 */
@NullMarked
package io.vouchsafe.launcher;

import org.jspecify.annotations.NullMarked;
