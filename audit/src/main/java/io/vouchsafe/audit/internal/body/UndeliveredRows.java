package io.vouchsafe.audit.internal.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vouchsafe.audit.Salt;
import io.vouchsafe.audit.internal.body.LogRow.Columns;
import io.vouchsafe.audit.spi.Projection;
import io.vouchsafe.kernel.ReceiptId;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rows that take an entry back whose caller was told that it is not known to be in the
 * log: it names the entry, negates units and price, and copies the projected rows with their
 * amounts negated.
 */
public final class UndeliveredRows {
    /** The type in the body. */
    public static final String TYPE = "prediction.undelivered";

    private static final String ACTOR = "system:audit";
    private static final byte[] DOMAIN = "vouchsafe.undelivered".getBytes(StandardCharsets.UTF_8);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Projection> projections;

    public UndeliveredRows(List<Projection> projections) {
        this.projections = List.copyOf(projections);
    }

    /**
     * The receipt id of the entry that takes this one back. It follows from the first id, so an
     * entry cannot be taken back twice, whoever tries; it is a UUIDv7 of the same millisecond.
     */
    public static ReceiptId idFor(ReceiptId entry) {
        UUID first = entry.value();
        ByteBuffer bytes =
                ByteBuffer.wrap(
                        sha256().digest(
                                        ByteBuffer.allocate(DOMAIN.length + 2 * Long.BYTES)
                                                .put(DOMAIN)
                                                .putLong(first.getMostSignificantBits())
                                                .putLong(first.getLeastSignificantBits())
                                                .array()));
        long most =
                (first.getMostSignificantBits() & 0xFFFF_FFFF_FFFF_0000L)
                        | 0x7000L
                        | (bytes.getLong() & 0x0FFFL);
        long least = 0x8000_0000_0000_0000L | (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL);
        return new ReceiptId(new UUID(most, least));
    }

    /** The row that takes {@code entry} back. */
    public LogRow row(LogRow entry, Instant now) {
        ReceiptId id = idFor(entry.id());
        Instant time = PredictionRows.stored(now);
        JsonNode first = json(entry.body());
        Map<String, @Nullable Object> body = new TreeMap<>();
        body.put("actor", ACTOR);
        body.put("entry", entry.id());
        body.put("entryDecision", entry.columns().decision());
        body.put("entryTime", entry.columns().time());
        body.put("hash", "sha256:" + entry.hash().hex());
        body.put("id", id);
        body.put("time", time);
        body.put("type", TYPE);
        body.put("units", negated(first.path("units")));
        body.put("v", 1);
        for (String member : List.of("contract", "currency", "model", "partner", "plan")) {
            if (first.path(member).isTextual()) {
                body.put(member, first.path(member).textValue());
            }
        }
        if (first.path("listPrice").isTextual()) {
            body.put("listPrice", negated(first.path("listPrice").textValue()));
        }
        return LogRow.of(
                id,
                Salt.fresh(),
                new CanonicalJson().value(body).toBytes(),
                columns(entry.columns(), time),
                null,
                projected(entry.projected()),
                null);
    }

    private static Columns columns(Columns of, Instant time) {
        return new Columns(
                TYPE,
                time,
                null,
                null,
                of.partner(),
                of.contract(),
                of.model(),
                of.modelVersion(),
                ACTOR);
    }

    private static Map<String, Long> negated(JsonNode units) {
        Map<String, Long> negated = new TreeMap<>();
        units.properties().forEach(unit -> negated.put(unit.getKey(), -unit.getValue().asLong()));
        return negated;
    }

    private List<@Nullable Object @Nullable []> projected(
            List<@Nullable Object @Nullable []> rows) {
        List<@Nullable Object @Nullable []> negated = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            negated.add(negated(projections.get(i).columns(), rows.get(i)));
        }
        return negated;
    }

    private static @Nullable Object @Nullable [] negated(
            List<Projection.Column> columns, @Nullable Object @Nullable [] row) {
        if (row == null || columns.stream().noneMatch(Projection.Column::amount)) {
            return null;
        }
        @Nullable Object[] negated = row.clone();
        for (int c = 0; c < negated.length; c++) {
            Object value = negated[c];
            if (columns.get(c).amount() && value != null) {
                negated[c] = negated(value.toString());
            }
        }
        return negated;
    }

    private static String negated(String number) {
        return new BigDecimal(number).negate().toPlainString();
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException noJson) { // verify says so; what is known from columns is taken back
            return MissingNode.getInstance();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
