/**
 * Owns: the log of this node as one thing: opened, checked, running, drained; and the beans through
 * which other modules reach it.
 *
 * <p>Promises: nobody reaches a log that was not checked; a stop writes what waits.
 *
 * <p>Never: holds rules of its own, they are in the packages beside it.
 *
 * <p>Depends on: all packages of this module, the server's data sources and threads.
 */
@NullMarked
package io.vouchsafe.audit.internal.log;

import org.jspecify.annotations.NullMarked;
