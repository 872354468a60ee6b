/**
 * Owns: partners, plans, contracts, quotas, usage, credentials.
 *
 * <p>Promises: no call is admitted beyond quota, none is metered twice or lost.
 *
 * <p>Never: sees a payload, asks who notifies whom.
 *
 * <p>Depends on: kernel, store, audit.
 */
@NullMarked
package io.vouchsafe.partners;

import org.jspecify.annotations.NullMarked;
