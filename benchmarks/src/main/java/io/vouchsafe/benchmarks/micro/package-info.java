/**
 * Owns: what JMH measures: sealing and masking.
 *
 * <p>Promises: each beside what it is compared with.
 *
 * <p>Never: needs a server.
 *
 * <p>Depends on: keys, privacy, JMH.
 */
@NullMarked
package io.vouchsafe.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
