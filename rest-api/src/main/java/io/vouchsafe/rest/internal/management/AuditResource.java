package io.vouchsafe.rest.internal.management;

import io.vouchsafe.audit.AuditTrail;
import io.vouchsafe.audit.LogState;
import io.vouchsafe.audit.Verification;
import io.vouchsafe.rest.internal.identity.CurrentCaller;
import io.vouchsafe.rest.internal.problem.ProblemType;
import io.vouchsafe.rest.internal.problem.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log for people: search, one entry, its verification, its state. */
@Path("/api/audit")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class AuditResource {
    private final AuditTrail trail;
    private final CurrentCaller caller;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    public AuditResource() {
        this(null, null);
    }

    @Inject
    public AuditResource(AuditTrail trail, CurrentCaller caller) {
        this.trail = trail;
        this.caller = caller;
    }

    /** What checking one entry found. */
    record VerificationJson(
            boolean sound, long index, long size, String origin, List<CheckJson> checks) {
        static VerificationJson of(Verification found) {
            return new VerificationJson(
                    found.sound(),
                    found.index(),
                    found.size(),
                    found.origin(),
                    found.checks().stream()
                            .map(
                                    check ->
                                            new CheckJson(
                                                    check.name(), check.passed(), check.detail()))
                            .toList());
        }
    }

    record CheckJson(String name, boolean passed, String detail) {}

    /** The log now. */
    record StateJson(
            String origin,
            long size,
            long published,
            @Nullable String root,
            @Nullable Instant checkpointTime,
            boolean writable) {
        static StateJson of(LogState state) {
            return new StateJson(
                    state.origin(),
                    state.size(),
                    state.published(),
                    state.root(),
                    state.checkpointTime(),
                    state.writable());
        }
    }

    /** Newest first. */
    @GET
    @Path("entries")
    public Listing<EntryJson> entries(@BeanParam EntryFilter filter) {
        return Listing.of(trail.search(caller.get(), filter.toQuery()), EntryJson::of);
    }

    @GET
    @Path("entries/{receipt}")
    public EntryDetailJson entry(@PathParam("receipt") String receipt) {
        return trail.entry(caller.get(), Ids.receipt(receipt))
                .map(EntryDetailJson::of)
                .orElseThrow(() -> unknown(receipt));
    }

    /** Recomputed from what the database holds now. */
    @GET
    @Path("entries/{receipt}/verification")
    public VerificationJson verification(@PathParam("receipt") String receipt) {
        return trail.verify(caller.get(), Ids.receipt(receipt))
                .map(VerificationJson::of)
                .orElseThrow(() -> unknown(receipt));
    }

    @GET
    @Path("state")
    public StateJson state() {
        return StateJson.of(trail.state());
    }

    private static RefusedException unknown(String receipt) {
        return ProblemType.NOT_FOUND
                .because(ManagementTexts.TEXTS.unknown("receipt", receipt))
                .toException();
    }
}
