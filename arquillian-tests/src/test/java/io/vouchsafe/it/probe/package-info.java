/**
 * Owns: classes that the tests add to the EAR, to see from inside who the server thinks is calling.
 *
 * <p>Promises: nothing to the product; they exist in the tests' EAR alone.
 *
 * <p>Never: part of what is shipped.
 *
 * <p>Depends on: Jakarta EE.
 */
@NullMarked
package io.vouchsafe.it.probe;

import org.jspecify.annotations.NullMarked;
