package io.vouchsafe.partners;

import io.vouchsafe.kernel.PartnerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A partner, for people. */
public record PartnerView(PartnerId id, String name, @Nullable String country, Instant createdAt) {}
