/**
 * Owns: the local Keycloak: home folder, command, realm import.
 *
 * <p>Promises: its data live in the data folder and survive a clean build.
 *
 * <p>Never: runs when another issuer is configured.
 *
 * <p>Depends on: process, data, port, http, report.
 */
@NullMarked
package io.vouchsafe.launcher.keycloak;

import org.jspecify.annotations.NullMarked;
