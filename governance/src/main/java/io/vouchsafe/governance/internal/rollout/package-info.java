/**
 * Owns: the serving plan in memory and the choice of the version that answers.
 *
 * <p>Promises: no query on the request path; a stopped version is never replaced silently by
 * another.
 *
 * <p>Never: changes a row, loads a model.
 *
 * <p>Depends on: store's snapshots, the registry's tables.
 */
@NullMarked
package io.vouchsafe.governance.internal.rollout;

import org.jspecify.annotations.NullMarked;
