package io.vouchsafe.rest.internal.log;

import io.vouchsafe.audit.Receipt;
import io.vouchsafe.audit.TransparencyLog;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.rest.internal.identity.CurrentCaller;
import io.vouchsafe.rest.internal.json.Verbatim;
import io.vouchsafe.rest.internal.problem.Problem;
import io.vouchsafe.rest.internal.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Receipts: what an entry says and the proof that the log holds it. Waits a little for the
 * checkpoint, so that a receipt can be fetched right after its answer.
 */
@Path("/log/receipts/{id}")
@ApplicationScoped
public class ReceiptsResource {
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final TransparencyLog log;
    private final CurrentCaller caller;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    public ReceiptsResource() {
        this(null, null);
    }

    @Inject
    public ReceiptsResource(TransparencyLog log, CurrentCaller caller) {
        this.log = log;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON + ";qs=1.0")
    public Response json(@PathParam("id") String id) {
        return Response.ok(ReceiptJson.of(published(id)), MediaType.APPLICATION_JSON_TYPE)
                .header("Vary", "Accept")
                .build();
    }

    /** {@code c2sp.org/tlog-proof@v1}: the file that the verifier takes. */
    @GET
    @Produces("text/plain;qs=0.5")
    public Response proof(@PathParam("id") String id) {
        Receipt.Published receipt = published(id);
        return Response.ok(
                        receipt.proof().getBytes(StandardCharsets.UTF_8),
                        "text/plain; charset=utf-8")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + receipt.id() + ".tlog-proof\"")
                .header("Vary", "Accept")
                .build();
    }

    private Receipt.Published published(String text) {
        return switch (log.receipt(caller.get(), parse(text), PATIENCE)) {
            case Receipt.Published published -> published;
            case Receipt.Pending pending ->
                    throw ProblemType.RECEIPT_PENDING
                            .because(LogTexts.TEXTS.pending(pending.index()))
                            .with("id", pending.id().toString())
                            .with("index", pending.index())
                            .with("state", "sequenced")
                            .with("entry", new Verbatim(pending.body()))
                            .retryAfter(1)
                            .toException();
            case Receipt.Aged aged ->
                    throw ProblemType.RECEIPT_AGED
                            .because(LogTexts.TEXTS.aged(aged.index()))
                            .with("id", aged.id().toString())
                            .with("index", aged.index())
                            .toException();
            case Receipt.Unknown unknown -> throw noReceipt().toException();
        };
    }

    private static ReceiptId parse(String text) {
        try {
            return ReceiptId.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw noReceipt().toException();
        }
    }

    private static Problem noReceipt() {
        return ProblemType.NOT_FOUND.because(LogTexts.TEXTS.noReceipt());
    }
}
