/**
 * Owns: the ports of one installation and the question who holds them.
 *
 * <p>Promises: a taken port is named before anything starts.
 *
 * <p>Never: binds beyond loopback.
 *
 * <p>Depends on: report.
 */
@NullMarked
package io.vouchsafe.launcher.port;

import org.jspecify.annotations.NullMarked;
