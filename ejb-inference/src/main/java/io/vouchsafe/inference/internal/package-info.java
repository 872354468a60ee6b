/**
 * Owns: settings and texts that all parts of answering share.
 *
 * <p>Promises: a wrong setting stops the boot, with all wrong ones listed.
 *
 * <p>Never: takes a payload as a parameter of a text.
 *
 * <p>Depends on: kernel.
 */
@NullMarked
package io.vouchsafe.inference.internal;

import org.jspecify.annotations.NullMarked;
