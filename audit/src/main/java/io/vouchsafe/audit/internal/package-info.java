/**
 * Owns: the messages of the audit module; its features are the packages below.
 *
 * <p>Promises: one id per text.
 *
 * <p>Never: takes a payload as a parameter.
 *
 * <p>Depends on: audit.
 */
@NullMarked
package io.vouchsafe.audit.internal;

import org.jspecify.annotations.NullMarked;
