/**
 * Owns: partners, plans and contracts, and their lives.
 *
 * <p>Promises: a contract moves only along its states, by the side whose step it is, with an event.
 *
 * <p>Never: answers a request from the database.
 *
 * <p>Depends on: internal.admission, store, audit.
 */
@NullMarked
package io.vouchsafe.partners.internal.contract;

import org.jspecify.annotations.NullMarked;
