/**
 * Owns: tests of what stays private on the way through the deployed suite.
 *
 * <p>Promises: planted values are looked for where they must not be.
 *
 * <p>Never: trusts a policy's own word.
 *
 * <p>Depends on: scene, harness.
 */
@NullMarked
package io.vouchsafe.it.privacy;

import org.jspecify.annotations.NullMarked;
