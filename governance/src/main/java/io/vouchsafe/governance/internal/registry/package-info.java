/**
 * Owns: models and versions as entities, their rules, their queries.
 *
 * <p>Promises: a version is approved by neither who registered nor who submitted it; every change
 * and its audit event commit or roll back together.
 *
 * <p>Never: hands an entity out, touches a model's files itself.
 *
 * <p>Depends on: internal.artefact, audit's log, store's snapshots, JPA.
 */
@NullMarked
package io.vouchsafe.governance.internal.registry;

import org.jspecify.annotations.NullMarked;
