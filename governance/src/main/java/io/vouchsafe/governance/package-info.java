/**
 * Owns: models, versions, cards, approvals, roll-outs, stop.
 *
 * <p>Promises: no version answers that was not approved by a second person; a stop reaches every
 * node within a second.
 *
 * <p>Never: loads or runs a model, knows contracts.
 *
 * <p>Depends on: kernel, store, audit.
 */
@NullMarked
package io.vouchsafe.governance;

import org.jspecify.annotations.NullMarked;
