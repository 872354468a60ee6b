package io.vouchsafe.partners;

import io.vouchsafe.kernel.Money;
import java.time.LocalDate;

/** One day of one contract at list prices. */
public record DailyUse(LocalDate day, long answered, long refused, long faults, Money cost) {}
