/**
 * Owns: what every module shares about the one database: migrations before validation, snapshots
 * that follow it.
 *
 * <p>Promises: a change is in every node's memory within a second; a schema is migrated before
 * Hibernate validates it.
 *
 * <p>Never: holds business tables, interprets a module's rows.
 *
 * <p>Depends on: kernel, Flyway, the data source.
 */
@NullMarked
package io.vouchsafe.store;

import org.jspecify.annotations.NullMarked;
