/**
 * Owns: what the audit module's tests share: entries, data sources that fail, a log to look into.
 *
 * <p>Promises: nothing outside the test JVM and its own database is touched.
 *
 * <p>Never: is part of the product.
 *
 * <p>Depends on: audit, the test database.
 */
@NullMarked
package io.vouchsafe.audit.testing;

import org.jspecify.annotations.NullMarked;
