/**
 * Owns: tests of what the EAR is made of.
 *
 * <p>Promises: a library that must come from the server is never found twice.
 *
 * <p>Never: starts a server.
 *
 * <p>Depends on: the built EAR.
 */
@NullMarked
package io.vouchsafe.it.assembly;

import org.jspecify.annotations.NullMarked;
