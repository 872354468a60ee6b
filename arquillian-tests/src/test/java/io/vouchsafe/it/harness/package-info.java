/**
 * Owns: what the tests of the deployed suite stand on: PostgreSQL, Keycloak, the EAR in WildFly.
 *
 * <p>Promises: everything on loopback and on the ports of {@link io.vouchsafe.it.harness.Ports},
 * started once for the run and stopped at its end, whatever happens.
 *
 * <p>Never: touches a running suite's ports or data.
 *
 * <p>Depends on: Arquillian, embedded PostgreSQL, Keycloak's distribution.
 */
@NullMarked
package io.vouchsafe.it.harness;

import org.jspecify.annotations.NullMarked;
