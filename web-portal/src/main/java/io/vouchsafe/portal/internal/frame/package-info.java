/**
 * Owns: what stands around every page: navigation by role, language, theme, formats, messages.
 *
 * <p>Promises: one place for each; pages hold no format and no language of their own.
 *
 * <p>Never: reads a partner's data.
 *
 * <p>Depends on: identity, audit's state.
 */
@NullMarked
package io.vouchsafe.portal.internal.frame;

import org.jspecify.annotations.NullMarked;
