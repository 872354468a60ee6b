/**
 * Owns: what JMH measures: sealing, masking, JSON.
 *
 * <p>Promises: each beside what it is compared with.
 *
 * <p>Never: needs a server.
 *
 * <p>Depends on: keys, privacy, rest-api, JMH.
 */
@NullMarked
package io.vouchsafe.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
