/**
 * Owns: the module's migrations and its texts.
 *
 * <p>Promises: the schema {@code governance} is migrated before its entities are validated.
 *
 * <p>Never: holds a rule of the business.
 *
 * <p>Depends on: store.
 */
@NullMarked
package io.vouchsafe.governance.internal;

import org.jspecify.annotations.NullMarked;
