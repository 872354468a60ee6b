/**
 * Owns: what the tests of this module share: the resources behind the server's own dispatcher.
 *
 * <p>Promises: routing, filters, providers and failures are the real ones; faces are fakes.
 *
 * <p>Never: opens a port.
 *
 * <p>Depends on: RESTEasy's mock dispatcher.
 */
@NullMarked
package io.vouchsafe.rest.testing;

import org.jspecify.annotations.NullMarked;
