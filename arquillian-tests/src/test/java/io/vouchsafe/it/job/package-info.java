/**
 * Owns: tests of the main job: a model's life, a governed answer, its receipt in foreign hands.
 *
 * <p>Promises: what the design fixes as public surface is called exactly so.
 *
 * <p>Never: looks inside the server.
 *
 * <p>Depends on: scene.
 */
@NullMarked
package io.vouchsafe.it.job;

import org.jspecify.annotations.NullMarked;
