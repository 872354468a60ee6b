/**
 * Owns: training jobs from start to registered version.
 *
 * <p>Promises: a job ends as SUCCEEDED or FAILED and leaves no file behind; the number of jobs in
 * memory and running at once is bounded.
 *
 * <p>Never: survives a restart: a demo model is trained again in seconds.
 *
 * <p>Depends on: recipes, fit, ejb-inference's upload, governance's registry.
 */
@NullMarked
package io.vouchsafe.training.internal.job;

import org.jspecify.annotations.NullMarked;
