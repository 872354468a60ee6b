/**
 * Owns: models that run on other servers: Open Inference and OpenAI-compatible ones.
 *
 * <p>Promises: a call ends within its deadline; only calls that changed nothing are tried again; a
 * server that is down is left alone for a while; its credential goes to its origin alone.
 *
 * <p>Never: passes on what the other server says in words, or an answer of another shape than
 * agreed.
 *
 * <p>Depends on: Outbound, MicroProfile Fault Tolerance (SmallRye), the faces in spi.
 */
@NullMarked
package io.vouchsafe.inference.internal.upstream;

import org.jspecify.annotations.NullMarked;
