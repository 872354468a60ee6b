/**
 * Owns: what the tests of the deployed suite act with: callers, requests, models, contracts.
 *
 * <p>Promises: everything goes through the public API, as a client would do it.
 *
 * <p>Never: reads the database to find out what the API should have told.
 *
 * <p>Depends on: harness; the protocol buffers of TensorFlow, to write models.
 */
@NullMarked
package io.vouchsafe.it.scene;

import org.jspecify.annotations.NullMarked;
