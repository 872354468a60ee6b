/**
 * Owns: policies: their documents, revisions and what is in force.
 *
 * <p>Promises: a document that cannot be compiled is neither published nor in force.
 *
 * <p>Never: changes a published revision.
 *
 * <p>Depends on: privacy.spi, internal.engine, store, audit.
 */
@NullMarked
package io.vouchsafe.privacy.internal.policy;

import org.jspecify.annotations.NullMarked;
