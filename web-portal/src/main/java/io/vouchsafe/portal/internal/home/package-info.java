/**
 * Owns: each role's front page and the search box.
 *
 * <p>Promises: shows what the faces returned, and says in a sentence what an action will change.
 *
 * <p>Never: holds a rule of its own about who may do what.
 *
 * <p>Depends on: the frame, the modules' faces.
 */
@NullMarked
package io.vouchsafe.portal.internal.home;

import org.jspecify.annotations.NullMarked;
