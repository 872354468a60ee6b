/**
 * Owns: this module's texts, the migration of its schema, what its features share.
 *
 * <p>Promises: no text has room for a payload or a secret.
 *
 * <p>Never: is used by another module.
 *
 * <p>Depends on: store.
 */
@NullMarked
package io.vouchsafe.partners.internal;

import org.jspecify.annotations.NullMarked;
