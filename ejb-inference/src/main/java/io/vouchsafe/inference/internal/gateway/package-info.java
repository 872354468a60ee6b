/**
 * Owns: the way of one request: admit, route, check, mask, predict, explain, release, settle.
 *
 * <p>Promises: one entry for each answer, refusal and fault; nothing is charged that was not
 * answered; nothing is answered that is not in the log.
 *
 * <p>Never: holds a transaction or a connection while a model runs, says what a payload held.
 *
 * <p>Depends on: partners, governance, privacy, audit, the models in memory.
 */
@NullMarked
package io.vouchsafe.inference.internal.gateway;

import org.jspecify.annotations.NullMarked;
