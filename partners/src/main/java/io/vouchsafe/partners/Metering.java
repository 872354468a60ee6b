package io.vouchsafe.partners;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ContractId;
import java.time.LocalDate;
import java.util.List;

/** What was used. Reads the rows that the log's projection wrote. */
public interface Metering {
    /** Today so far against the quota, one line per contract the caller may see. */
    List<QuotaUse> today(Caller caller);

    /** Calls per day, oldest first, both ends included. */
    List<DailyUse> daily(Caller caller, ContractId contract, LocalDate from, LocalDate to);
}
