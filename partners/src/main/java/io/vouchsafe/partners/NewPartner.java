package io.vouchsafe.partners;

import org.jspecify.annotations.Nullable;

/**
 * A partner to be.
 *
 * @param name shown to people; 1 to 200 characters
 * @param id null: the name, lower-cased, other characters as dashes
 */
public record NewPartner(String name, @Nullable String id, @Nullable String country) {}
