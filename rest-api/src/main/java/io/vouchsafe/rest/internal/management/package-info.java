/**
 * Owns: our own API below /api: models, partners, contracts, policies, usage, audit, training.
 *
 * <p>Promises: each resource translates one request into one call of one face.
 *
 * <p>Never: holds a rule of the business.
 *
 * <p>Depends on: all faces; json, problem.
 */
@NullMarked
package io.vouchsafe.rest.internal.management;

import org.jspecify.annotations.NullMarked;
