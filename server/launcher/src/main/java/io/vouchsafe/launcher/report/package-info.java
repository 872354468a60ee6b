/**
 * Owns: the words: messages, faults and the line per stage.
 *
 * <p>Promises: every text has an id and says the next step.
 *
 * <p>Never: prints a secret.
 *
 * <p>Depends on: JBoss Logging.
 */
@NullMarked
package io.vouchsafe.launcher.report;

import org.jspecify.annotations.NullMarked;
