/**
 * Owns: model files, in the database and in this node's cache.
 *
 * <p>Promises: the same files have the same digest everywhere; a folder given out was checked
 * against its digest at that moment; a crash leaves no half folder under a digest's name.
 *
 * <p>Never: gives out a folder that does not match, follows a link, leaves the cache's folder.
 *
 * <p>Depends on: the data source, a folder.
 */
@NullMarked
package io.vouchsafe.governance.internal.artefact;

import org.jspecify.annotations.NullMarked;
