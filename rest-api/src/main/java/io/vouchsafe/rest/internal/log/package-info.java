/**
 * Owns: the transparency log over HTTP: C2SP tlog-tiles and receipts.
 *
 * <p>Promises: what never changes may be cached for ever, what names a partner never.
 *
 * <p>Never: computes a proof.
 *
 * <p>Depends on: audit.
 */
@NullMarked
package io.vouchsafe.rest.internal.log;

import org.jspecify.annotations.NullMarked;
