/**
 * Owns: usage records and what is counted from them.
 *
 * <p>Promises: a row for each prediction entry, written with it; one that negates it for each entry
 * that takes one back.
 *
 * <p>Never: counts anywhere else.
 *
 * <p>Depends on: audit.spi.
 */
@NullMarked
package io.vouchsafe.partners.internal.metering;

import org.jspecify.annotations.NullMarked;
