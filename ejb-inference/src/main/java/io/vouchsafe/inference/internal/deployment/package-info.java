/**
 * Owns: which models are in this node's memory, and how new ones come in.
 *
 * <p>Promises: a version is loaded before it goes live; what does not load changes nothing.
 *
 * <p>Never: decides who may deploy, or keeps what is no longer deployed.
 *
 * <p>Depends on: governance, the engine, upload.
 */
@NullMarked
package io.vouchsafe.inference.internal.deployment;

import org.jspecify.annotations.NullMarked;
