/**
 * Owns: hand-written fakes of the modules' faces for the portal's tests.
 *
 * <p>Promises: hold what a test puts into them, and remember what was asked of them.
 *
 * <p>Never: rules of the modules, beyond whose rows they are.
 *
 * <p>Depends on: the modules' faces.
 */
@NullMarked
package io.vouchsafe.portal.testing;

import org.jspecify.annotations.NullMarked;
