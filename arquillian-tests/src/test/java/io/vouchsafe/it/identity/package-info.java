/**
 * Owns: the tests of identity, from the network to an EJB's roles.
 *
 * <p>Promises: token, key and portal session are judged alike, and never mixed up.
 *
 * <p>Never: tests what a role may do in a module.
 *
 * <p>Depends on: the harness and its probe.
 */
@NullMarked
package io.vouchsafe.it.identity;

import org.jspecify.annotations.NullMarked;
