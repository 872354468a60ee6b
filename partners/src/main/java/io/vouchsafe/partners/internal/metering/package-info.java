/**
 * Owns: usage records and what is counted from them.
 *
 * <p>Promises: a row for each prediction entry, written with it.
 *
 * <p>Never: counts anywhere else.
 *
 * <p>Depends on: audit.spi.
 */
@NullMarked
package io.vouchsafe.partners.internal.metering;

import org.jspecify.annotations.NullMarked;
