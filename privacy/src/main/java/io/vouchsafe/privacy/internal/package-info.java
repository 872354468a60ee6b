/**
 * Owns: this module's texts and the migration of its schema.
 *
 * <p>Promises: no text has room for a value.
 *
 * <p>Never: is used by another module.
 *
 * <p>Depends on: store.
 */
@NullMarked
package io.vouchsafe.privacy.internal;

import org.jspecify.annotations.NullMarked;
