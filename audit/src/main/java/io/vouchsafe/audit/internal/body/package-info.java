/**
 * Owns: what an entry's body says, byte for byte, and the columns and sealed parts beside it.
 *
 * <p>Promises: RFC 8785 canonical JSON; the same entry gives the same body.
 *
 * <p>Never: writes a pseudonym or content into a body.
 *
 * <p>Depends on: audit, keys, audit-verifier.
 */
@NullMarked
package io.vouchsafe.audit.internal.body;

import org.jspecify.annotations.NullMarked;
