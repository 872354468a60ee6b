/**
 * Owns: credentials for upstreams, schema {@code inference}.
 *
 * <p>Promises: values are sealed at rest and opened for the call alone, for their origin alone.
 *
 * <p>Never: shows a value, or puts one into a text.
 *
 * <p>Depends on: keys, store, audit.
 */
@NullMarked
package io.vouchsafe.inference.internal.credential;

import org.jspecify.annotations.NullMarked;
