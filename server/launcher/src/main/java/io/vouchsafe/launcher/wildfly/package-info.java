/**
 * Owns: the provisioned WildFly: base folder, options, deployment.
 *
 * <p>Promises: the provisioned server is never written to, so several launchers share it.
 *
 * <p>Never: keeps configuration between starts.
 *
 * <p>Depends on: process, data, port, http, report.
 */
@NullMarked
package io.vouchsafe.launcher.wildfly;

import org.jspecify.annotations.NullMarked;
