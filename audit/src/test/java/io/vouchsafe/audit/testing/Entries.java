package io.vouchsafe.audit.testing;

import io.vouchsafe.audit.Decision;
import io.vouchsafe.audit.Entry;
import io.vouchsafe.audit.Salt;
import io.vouchsafe.kernel.ContractRef;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Money;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PlanRef;
import io.vouchsafe.kernel.PolicyRef;
import io.vouchsafe.kernel.Purpose;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.kernel.Units;
import io.vouchsafe.verifier.Commitment;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries with sensible contents; each method answers a changed copy. */
public record Entries(
        ReceiptId id,
        Instant time,
        String partner,
        String contract,
        String model,
        String caller,
        @Nullable String subject,
        @Nullable String explanation,
        @Nullable Reason reason,
        @Nullable String requested) {

    /** A request and its answer, as committed to. */
    public static final byte[] REQUEST = "{\"inputs\":[]}".getBytes(StandardCharsets.UTF_8);

    public static final byte[] RESPONSE = "{\"outputs\":[]}".getBytes(StandardCharsets.UTF_8);

    /** An answered prediction of partner acme. */
    public static Entries prediction() {
        return new Entries(
                ReceiptId.fresh(),
                Instant.parse("2026-11-23T10:15:30.123456Z"),
                "acme",
                "c-1@2",
                "credit-risk@3",
                "key:k1",
                null,
                null,
                null,
                null);
    }

    public Entries id(ReceiptId value) {
        return new Entries(
                value,
                time,
                partner,
                contract,
                model,
                caller,
                subject,
                explanation,
                reason,
                requested);
    }

    public Entries time(String value) {
        return new Entries(
                id,
                Instant.parse(value),
                partner,
                contract,
                model,
                caller,
                subject,
                explanation,
                reason,
                requested);
    }

    public Entries partner(String value) {
        return new Entries(
                id, time, value, contract, model, caller, subject, explanation, reason, requested);
    }

    public Entries contract(String value) {
        return new Entries(
                id, time, partner, value, model, caller, subject, explanation, reason, requested);
    }

    public Entries model(String value) {
        return new Entries(
                id,
                time,
                partner,
                contract,
                value,
                caller,
                subject,
                explanation,
                reason,
                requested);
    }

    public Entries caller(String value) {
        return new Entries(
                id, time, partner, contract, model, value, subject, explanation, reason, requested);
    }

    public Entries subject(String value) {
        return new Entries(
                id, time, partner, contract, model, caller, value, explanation, reason, requested);
    }

    public Entries explanation(String value) {
        return new Entries(
                id, time, partner, contract, model, caller, subject, value, reason, requested);
    }

    public Entries refused(Reason value) {
        return new Entries(
                id, time, partner, contract, model, caller, subject, explanation, value, requested);
    }

    public Entries requested(String value) {
        return new Entries(
                id, time, partner, contract, model, caller, subject, explanation, reason, value);
    }

    public Entry entry() {
        byte[] salt = Salt.fresh();
        return new Entry(
                id,
                time,
                salt,
                ContractRef.parse(contract),
                new PartnerId(partner),
                caller,
                new Purpose("credit-decision"),
                subject,
                ModelRef.parse(model),
                requested,
                "sha256:" + "ab".repeat(32),
                PolicyRef.parse("p-1@1"),
                Map.of("email", 2, "iban", 1),
                Commitment.of(salt, REQUEST),
                reason == null ? Commitment.of(salt, RESPONSE) : null,
                explanation == null ? null : explanation.getBytes(StandardCharsets.UTF_8),
                reason == null ? Decision.ALLOW : Decision.REFUSE,
                reason,
                Units.call(4),
                PlanRef.parse("pro@1"),
                Money.of("0.0010", "EUR"),
                0);
    }
}
