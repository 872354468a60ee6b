/**
 * Owns: answering: the gateway, the engines, explanation, upload.
 *
 * <p>Promises: no answer leaves before its entry is durable; every answer came from an approved
 * version on masked input.
 *
 * <p>Never: knows HTTP, holds a transaction or a connection during a model call.
 *
 * <p>Depends on: partners, governance, privacy, audit, TensorFlow.
 */
@NullMarked
package io.vouchsafe.inference;

import org.jspecify.annotations.NullMarked;
