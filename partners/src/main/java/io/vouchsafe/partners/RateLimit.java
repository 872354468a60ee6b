package io.vouchsafe.partners;

/**
 * For the {@code RateLimit-*} headers.
 *
 * @param limit calls in the window that is nearest to its end
 * @param remaining of them
 * @param resetSeconds until the window starts anew
 */
public record RateLimit(long limit, long remaining, long resetSeconds) {}
