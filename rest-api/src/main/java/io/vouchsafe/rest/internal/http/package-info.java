/**
 * Owns: what all protocols share of HTTP: settings, limits, request ids, headers, failures.
 *
 * <p>Promises: no body is read beyond its limit; a fault never shows its text to a client.
 *
 * <p>Never: calls a face of another module.
 *
 * <p>Depends on: Jakarta REST, json, problem; the exceptions of audit, EJB and JPA.
 */
@NullMarked
package io.vouchsafe.rest.internal.http;

import org.jspecify.annotations.NullMarked;
