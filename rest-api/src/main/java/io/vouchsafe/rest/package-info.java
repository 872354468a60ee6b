/**
 * Owns: the HTTP face of the suite: one package per protocol below internal.
 *
 * <p>Promises: every protocol answers errors in its own body; every answer carries its request id.
 *
 * <p>Never: decides what a caller may do, computes what a module computes.
 *
 * <p>Depends on: the faces of all modules; Jakarta REST, Jackson.
 */
@NullMarked
package io.vouchsafe.rest;

import org.jspecify.annotations.NullMarked;
