/**
 * Owns: a real PostgreSQL and a small transaction manager for every module's plain-JVM tests.
 *
 * <p>Promises: loopback only, random port, stopped with the JVM, each database empty when given.
 *
 * <p>Never: stands in for the server's own transaction manager: those tests run inside it.
 *
 * <p>Depends on: embedded PostgreSQL, Hibernate, store.
 */
@NullMarked
package io.vouchsafe.store.testing;

import org.jspecify.annotations.NullMarked;
