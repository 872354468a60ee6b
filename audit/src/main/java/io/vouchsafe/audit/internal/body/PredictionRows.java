package io.vouchsafe.audit.internal.body;

import io.vouchsafe.audit.Entry;
import io.vouchsafe.audit.Salt;
import io.vouchsafe.audit.internal.body.LogRow.Columns;
import io.vouchsafe.audit.internal.body.LogRow.Detached;
import io.vouchsafe.audit.spi.Projection;
import io.vouchsafe.keys.BlindIndex;
import io.vouchsafe.keys.Sealer;
import io.vouchsafe.verifier.Commitment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the rows of predictions, on the caller's thread. */
public final class PredictionRows {
    /** The type in the body. */
    public static final String TYPE = "prediction";

    /** Domain of the blind index over pseudonyms. */
    public static final String SUBJECT_DOMAIN = "audit.subject";

    /** A model name as the client gave it is cut here: bodies stay small. */
    static final int LONGEST_REQUESTED = 255;

    private final List<Projection> projections;
    private final Sealer sealer;
    private final BlindIndex index;

    public PredictionRows(List<Projection> projections, Sealer sealer, BlindIndex index) {
        this.projections = List.copyOf(projections);
        this.sealer = sealer;
        this.index = index;
    }

    public LogRow row(Entry entry) {
        byte[] subjectSalt = entry.subject() == null ? null : Salt.fresh();
        byte[] body = body(entry, subjectSalt);
        List<@Nullable Object @Nullable []> projected = new ArrayList<>(projections.size());
        RuntimeException rejection = null;
        for (Projection projection : projections) {
            try {
                projected.add(projection.row(entry));
            } catch (RuntimeException fault) { // a plug-in's fault: the log says so in an entry
                projected.add(null);
                rejection = fault;
            }
        }
        return LogRow.of(
                entry.id(),
                entry.salt().clone(),
                body,
                columns(entry),
                detached(entry, subjectSalt),
                projected,
                rejection);
    }

    private static Columns columns(Entry entry) {
        return new Columns(
                TYPE,
                stored(entry.time()),
                entry.decision().name(),
                entry.reason() == null ? null : entry.reason().name(),
                entry.partner() == null ? null : entry.partner().value(),
                entry.contract() == null ? null : entry.contract().id().value(),
                entry.model() == null ? null : entry.model().name().value(),
                entry.model() == null ? null : entry.model().version(),
                StorableText.of(entry.caller()));
    }

    private @Nullable Detached detached(Entry entry, byte @Nullable [] subjectSalt) {
        String subject = entry.subject();
        byte[] explanation = entry.explanation();
        if (subject == null && explanation == null) {
            return null;
        }
        return new Detached(
                subject == null ? null : index.tag(SUBJECT_DOMAIN, subject),
                subject == null
                        ? null
                        : sealer.seal(
                                subject.getBytes(StandardCharsets.UTF_8),
                                SealingContext.subject(entry.id())),
                subjectSalt,
                explanation == null
                        ? null
                        : sealer.seal(explanation, SealingContext.explanation(entry.id())));
    }

    /** Members in order of their names, as RFC 8785 wants them. */
    private static byte[] body(Entry entry, byte @Nullable [] subjectSalt) {
        CanonicalJson json = new CanonicalJson().open();
        json.member("caller", entry.caller());
        json.member("contract", entry.contract());
        json.member("currency", entry.unitPrice() == null ? null : entry.unitPrice().currency());
        json.member("decision", entry.decision());
        json.member("explanation", digest(entry.explanation()));
        json.member("id", entry.id());
        json.member("input", entry.input());
        json.member("listPrice", entry.unitPrice() == null ? null : entry.unitPrice().plain());
        json.member("masking", entry.masking());
        json.member("model", entry.model());
        json.member("modelDigest", entry.modelDigest());
        json.member("output", entry.output());
        json.member("partner", entry.partner());
        json.member("plan", entry.plan());
        json.member("policy", entry.policy());
        json.member("purpose", entry.purpose());
        json.member("reason", entry.reason());
        if (entry.repeats() > 0) {
            json.member("repeats", entry.repeats());
        }
        if (entry.requested() != null) {
            json.member("requested", cut(entry.requested()));
        }
        json.member("subject", subject(entry.subject(), subjectSalt));
        json.member("time", stored(entry.time()));
        json.member("type", TYPE);
        json.member("units", entry.units().meters());
        json.member("v", 1);
        return json.close().toBytes();
    }

    /** The commitment to a pseudonym that stands in the body. */
    public static @Nullable String subject(
            @Nullable String pseudonym, byte @Nullable [] subjectSalt) {
        return pseudonym == null || subjectSalt == null
                ? null
                : Commitment.of(subjectSalt, pseudonym.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code sha256:…} of an explanation's canonical JSON. */
    public static @Nullable String digest(byte @Nullable [] content) {
        if (content == null) {
            return null;
        }
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return "sha256:" + HexFormat.of().formatHex(sha256.digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }

    /** The precision of the database, so that body and column say the same. */
    static Instant stored(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    private static String cut(String requested) {
        return requested.length() <= LONGEST_REQUESTED
                ? requested
                : requested.substring(0, LONGEST_REQUESTED);
    }
}
