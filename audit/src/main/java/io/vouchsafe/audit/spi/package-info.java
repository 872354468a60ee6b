/**
 * Owns: what other modules plug into the log.
 *
 * <p>Promises: a projection's rows are written in the batch's own transaction.
 *
 * <p>Never: lets a projection run a query per entry.
 *
 * <p>Depends on: audit.
 */
@NullMarked
package io.vouchsafe.audit.spi;

import org.jspecify.annotations.NullMarked;
