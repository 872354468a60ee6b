/**
 * Owns: what a version declares to be done before and after its model: pictures, texts and table
 * rows to tensors, scores to labels.
 *
 * <p>Promises: a declaration is part of the version's files, so of its digest; one that does not
 * fit the model never becomes a version; each row is processed by itself; a wrong input is told by
 * name and row, never by value.
 *
 * <p>Never: sees an unmasked input, changes what is declared, reads a file outside the model's
 * folder.
 *
 * <p>Depends on: kernel, the faces in spi, TensorFlow's picture operations, Lucene's tokenizers.
 */
@NullMarked
package io.vouchsafe.inference.internal.processing;

import org.jspecify.annotations.NullMarked;
