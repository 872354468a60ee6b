/**
 * Owns: waiting for an endpoint over HTTP.
 *
 * <p>Promises: gives up at the limit or when a child ended, with the last lines of its log.
 *
 * <p>Never: follows redirects.
 *
 * <p>Depends on: process, report.
 */
@NullMarked
package io.vouchsafe.launcher.http;

import org.jspecify.annotations.NullMarked;
