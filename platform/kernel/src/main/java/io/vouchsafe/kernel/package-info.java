/**
 * Owns: the values every module speaks: typed ids, callers, roles, tensors, payloads, outcomes.
 *
 * <p>Promises: immutable once made, validated when made, no dependency beyond the JDK.
 *
 * <p>Never: reads a clock it was not given, touches a database, a file or the network.
 *
 * <p>Depends on: nothing.
 */
@NullMarked
package io.vouchsafe.kernel;

import org.jspecify.annotations.NullMarked;
