/**
 * Owns: the proof that what a version declares before and after its model is governed with it.
 *
 * <p>Promises: pictures go in as files, names come out, masking and receipts hold.
 *
 * <p>Never: reads the server's database.
 *
 * <p>Depends on: scene.
 */
@NullMarked
package io.vouchsafe.it.processing;

import org.jspecify.annotations.NullMarked;
