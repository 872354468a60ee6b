/**
 * Owns: tests of who may do what.
 *
 * <p>Promises: no method of a face and no endpoint is left out.
 *
 * <p>Never: signs in with more roles than one.
 *
 * <p>Depends on: scene; the probe inside the EAR, which lists the faces.
 */
@NullMarked
package io.vouchsafe.it.roles;

import org.jspecify.annotations.NullMarked;
