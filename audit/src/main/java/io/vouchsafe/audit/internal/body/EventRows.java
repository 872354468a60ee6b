package io.vouchsafe.audit.internal.body;

import io.vouchsafe.audit.Event;
import io.vouchsafe.audit.Salt;
import io.vouchsafe.audit.internal.body.LogRow.Columns;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.ReceiptId;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes the rows of events. */
public final class EventRows {
    /** The type of the entry that stands for one the log could not take. */
    public static final String FAULT = "log.fault";

    private EventRows() {}

    /** A fresh salt and the event's own body. */
    public static LogRow row(ReceiptId id, Instant now, Event event) {
        Instant time = PredictionRows.stored(now);
        Facts facts = facts(event);
        Map<String, Object> body = facts.members;
        body.put("actor", event.actor().name());
        body.put("id", id);
        body.put("time", time);
        body.put("type", event.type());
        body.put("v", 1);
        Columns columns =
                new Columns(
                        event.type(),
                        time,
                        null,
                        null,
                        facts.partner,
                        facts.contract,
                        facts.model,
                        facts.modelVersion,
                        StorableText.of(event.actor().name()));
        return LogRow.event(id, Salt.fresh(), new CanonicalJson().value(body).toBytes(), columns);
    }

    /**
     * Says that an entry could not be written: its id and hash, never its content.
     *
     * @param cause such as a projection's class or an SQL state
     */
    public static LogRow fault(ReceiptId id, Instant now, LogRow culprit, String cause) {
        Instant time = PredictionRows.stored(now);
        Map<String, Object> body =
                Map.of(
                        "actor",
                        "system:audit",
                        "cause",
                        cause,
                        "decision",
                        "FAULT",
                        "entry",
                        culprit.id(),
                        "hash",
                        "sha256:" + culprit.hash().hex(),
                        "id",
                        id,
                        "time",
                        time,
                        "type",
                        FAULT,
                        "v",
                        1);
        Columns columns =
                new Columns(FAULT, time, "FAULT", null, null, null, null, null, "system:audit");
        return LogRow.event(id, Salt.fresh(), new CanonicalJson().value(body).toBytes(), columns);
    }

    private static Facts facts(Event event) {
        Facts facts = new Facts();
        switch (event) {
            case Event.ModelCreated created -> facts.model(created.model());
            case Event.VersionRegistered registered ->
                    facts.model(registered.model()).member("digest", registered.digest());
            case Event.VersionMoved moved ->
                    facts.model(moved.model()).member("comment", moved.comment());
            case Event.CardChanged changed ->
                    facts.model(changed.model()).member("digest", changed.digest());
            case Event.PartnerCreated created -> facts.partner(created.partner());
            case Event.PlanPublished published -> facts.member("plan", published.plan());
            case Event.ContractMoved moved -> {
                facts.partner(moved.partner()).member("contract", moved.contract());
                facts.member("comment", moved.comment());
                facts.contract = moved.contract().id().value();
            }
            case Event.CredentialCreated created ->
                    facts.partner(created.partner())
                            .member("credential", created.credential())
                            .member("scopes", new TreeSet<>(created.scopes()));
            case Event.CredentialRevoked revoked ->
                    facts.partner(revoked.partner()).member("credential", revoked.credential());
            case Event.PolicyPublished published ->
                    facts.member("policy", published.policy()).member("digest", published.digest());
            case Event.ReceiptDenied denied -> facts.member("receipt", denied.receipt());
            case Event.SignedIn signedIn -> facts.partner(signedIn.actor().partner());
            case Event.Started started ->
                    facts.member("version", started.version())
                            .member("configuration", started.configuration());
        }
        return facts;
    }

    /** What one event says beyond who, when and which. */
    private static final class Facts {
        private final Map<String, Object> members = new TreeMap<>();
        private @Nullable String partner;
        private @Nullable String contract;
        private @Nullable String model;
        private @Nullable Long modelVersion;

        Facts member(String name, @Nullable Object value) {
            if (value != null) {
                members.put(name, value);
            }
            return this;
        }

        Facts partner(@Nullable PartnerId id) {
            partner = id == null ? null : id.value();
            return member("partner", id);
        }

        Facts model(ModelName name) {
            model = name.value();
            return member("model", name);
        }

        Facts model(ModelRef ref) {
            model = ref.name().value();
            modelVersion = ref.version();
            return member("model", ref);
        }
    }
}
