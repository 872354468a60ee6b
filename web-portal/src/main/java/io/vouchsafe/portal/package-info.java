/**
 * Owns: the Faces portal.
 *
 * <p>Promises: every text in English and Chinese, every state with an icon and a word, no page that
 * forgets whose data it shows and as of when.
 *
 * <p>Never: decides who may do what: it asks the faces with the caller it has.
 *
 * <p>Depends on: every module's face; PrimeFaces for dialogs, sorted tables and the scripts'
 * nonces.
 */
@NullMarked
package io.vouchsafe.portal;

import org.jspecify.annotations.NullMarked;
