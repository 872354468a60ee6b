/**
 * Owns: tests of the portal in a real browser, as each role sees it.
 *
 * <p>Promises: what a person does with a mouse is done with a mouse; nothing is asserted about
 * time, it is printed.
 *
 * <p>Never: downloads a browser: without one on the machine the tests are skipped, with one line
 * that says so.
 *
 * <p>Depends on: harness, scene, Playwright, axe-core.
 */
@NullMarked
package io.vouchsafe.it.portal;

import org.jspecify.annotations.NullMarked;
