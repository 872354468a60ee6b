package io.vouchsafe.rest.internal.management;

import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.partners.DailyUse;
import io.vouchsafe.partners.Metering;
import io.vouchsafe.partners.QuotaUse;
import io.vouchsafe.rest.internal.identity.CurrentCaller;
import io.vouchsafe.rest.internal.json.Times;
import io.vouchsafe.rest.internal.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** What was used: today against the quota, or by day for one contract. */
@Path("/api/usage")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class UsageResource {
    private static final int LONGEST_SPAN = 366;
    private static final int DEFAULT_SPAN = 30;

    private final Metering metering;
    private final CurrentCaller caller;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    public UsageResource() {
        this(null, null);
    }

    @Inject
    public UsageResource(Metering metering, CurrentCaller caller) {
        this.metering = metering;
        this.caller = caller;
    }

    /** Calls of one contract today (UTC). */
    record TodayJson(ContractId contract, long answered, long refused, long faults, long quota) {
        static TodayJson of(QuotaUse use) {
            return new TodayJson(
                    use.contract(), use.answered(), use.refused(), use.faults(), use.quota());
        }
    }

    /** One day of one contract at list prices. */
    record DayJson(
            LocalDate day,
            long answered,
            long refused,
            long faults,
            BigDecimal cost,
            Currency currency) {
        static DayJson of(DailyUse use) {
            return new DayJson(
                    use.day(),
                    use.answered(),
                    use.refused(),
                    use.faults(),
                    use.cost().amount(),
                    use.cost().currency());
        }
    }

    /**
     * Today for every contract the caller may see; with {@code contract} its days from {@code from}
     * to {@code to}, both included, by default the last thirty.
     */
    @GET
    public Listing<?> usage(
            @QueryParam("contract") @Nullable String contract,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        LocalDate last = Parameter.read("to", to, "day", Times::day);
        LocalDate first = Parameter.read("from", from, "day", Times::day);
        if (contract == null) {
            if (first != null || last != null) {
                throw ProblemType.BAD_REQUEST
                        .because(ManagementTexts.TEXTS.contractNeeded())
                        .toException();
            }
            return Listing.of(metering.today(caller.get()), TodayJson::of);
        }
        LocalDate end = last == null ? LocalDate.now(ZoneOffset.UTC) : last;
        LocalDate start = first == null ? end.minusDays(DEFAULT_SPAN - 1) : first;
        long days = ChronoUnit.DAYS.between(start, end) + 1;
        if (days < 1 || days > LONGEST_SPAN) {
            throw ProblemType.BAD_REQUEST
                    .because(ManagementTexts.TEXTS.badSpan(LONGEST_SPAN))
                    .toException();
        }
        return Listing.of(
                metering.daily(caller.get(), Ids.contract(contract), start, end), DayJson::of);
    }
}
