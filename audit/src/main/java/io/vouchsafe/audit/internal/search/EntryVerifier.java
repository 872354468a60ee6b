package io.vouchsafe.audit.internal.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.audit.Verification;
import io.vouchsafe.audit.Verification.Check;
import io.vouchsafe.audit.internal.AuditMessages;
import io.vouchsafe.audit.internal.body.LogRow.Columns;
import io.vouchsafe.audit.internal.body.PredictionRows;
import io.vouchsafe.audit.internal.body.SealingContext;
import io.vouchsafe.audit.internal.body.StorableText;
import io.vouchsafe.audit.internal.checkpoint.CheckpointTable;
import io.vouchsafe.audit.internal.checkpoint.Checkpointer;
import io.vouchsafe.audit.internal.checkpoint.LogIdentity;
import io.vouchsafe.audit.internal.checkpoint.Published;
import io.vouchsafe.audit.internal.committer.Head;
import io.vouchsafe.audit.internal.receipts.StoredEntry;
import io.vouchsafe.audit.internal.tree.StoredTree;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.keys.BlindIndex;
import io.vouchsafe.keys.SealBrokenException;
import io.vouchsafe.keys.Sealer;
import io.vouchsafe.verifier.Checkpoint;
import io.vouchsafe.verifier.Hash;
import io.vouchsafe.verifier.MalformedException;
import io.vouchsafe.verifier.Merkle;
import io.vouchsafe.verifier.NoteVerification;
import io.vouchsafe.verifier.ProofCheck;
import io.vouchsafe.verifier.Receipt;
import io.vouchsafe.verifier.SignatureType;
import io.vouchsafe.verifier.SignedNote;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Checks one entry and the tree above it from what the tables hold now; nothing is cached, nothing
 * stored is believed.
 */
public final class EntryVerifier {
    /** For the checkpoint of an entry that was just written. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final DataSource dataSource;
    private final Checkpointer checkpoints;
    private final LogIdentity identity;
    private final Sealer sealer;
    private final BlindIndex index;

    public EntryVerifier(
            DataSource dataSource,
            Checkpointer checkpoints,
            LogIdentity identity,
            Sealer sealer,
            BlindIndex index) {
        this.dataSource = dataSource;
        this.checkpoints = checkpoints;
        this.identity = identity;
        this.sealer = sealer;
        this.index = index;
    }

    /** All checks, or empty when there is no such entry for this caller. */
    public Optional<Verification> verify(Caller caller, ReceiptId id) {
        Optional<StoredEntry> found = find(caller, id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        StoredEntry entry = found.get();
        checkpoints.covering(entry.index(), PATIENCE); // no connection is held while waiting
        try (Connection connection = dataSource.getConnection()) {
            List<Check> checks = new ArrayList<>();
            content(entry, checks);
            detached(connection, entry, checks);
            long size = tree(connection, entry, checks);
            return Optional.of(
                    new Verification(
                            checks.stream().allMatch(Check::passed),
                            entry.index(),
                            size,
                            identity.origin(),
                            checks));
        } catch (SQLException fault) {
            throw AuditMessages.LOG.notReadable(fault);
        }
    }

    private Optional<StoredEntry> find(Caller caller, ReceiptId id) {
        try (Connection connection = dataSource.getConnection()) {
            return StoredEntry.find(connection, id).filter(entry -> entry.visibleTo(caller));
        } catch (SQLException fault) {
            throw AuditMessages.LOG.notReadable(fault);
        }
    }

    private static void content(StoredEntry entry, List<Check> checks) {
        byte[] body = entry.body();
        if (body == null) { // aged: the hash alone stays, and the tree holds it
            return;
        }
        JsonNode json = Summaries.json(body);
        checks.add(
                check(
                        "body",
                        json.path("v").asInt() == 1
                                && json.path("id").asText().equals(entry.id().toString()),
                        "the body is no entry of version 1 with this receipt's id"));
        Hash computed = Receipt.entry(entry.salt(), body);
        checks.add(
                check(
                        "entry",
                        MessageDigest.isEqual(computed.toBytes(), entry.hash()),
                        "salt and body hash to " + computed.hex() + ", the entry is another"));
        checks.add(columns(entry.columns(), json));
    }

    private static Check columns(Columns columns, JsonNode json) {
        String actor = json.has("caller") ? "caller" : "actor";
        List<String> differing = new ArrayList<>();
        compare(differing, "type", columns.type(), json, "type");
        compare(differing, "time", columns.time().toString(), json, "time");
        compare(differing, "decision", columns.decision(), json, "decision");
        compare(differing, "reason", columns.reason(), json, "reason");
        compare(differing, "partner", columns.partner(), json, "partner");
        compare(differing, "caller", columns.caller(), json, actor);
        compare(differing, "model", Summaries.model(columns), json, "model");
        String contract = Summaries.text(json, "contract").orElse(null);
        int at = contract == null ? -1 : contract.lastIndexOf('@');
        String contractId = contract == null || at < 0 ? contract : contract.substring(0, at);
        if (!Objects.equals(contractId, columns.contract())) {
            differing.add("contract");
        }
        return check(
                "columns",
                differing.isEmpty(),
                "the body says otherwise about " + String.join(", ", differing));
    }

    private static void compare(
            List<String> differing,
            String column,
            @Nullable String stored,
            JsonNode json,
            String member) {
        String said = Summaries.text(json, member).orElse(null);
        String storable = said == null ? null : StorableText.of(said);
        if (!Objects.equals(storable, stored)) {
            differing.add(column);
        }
    }

    private void detached(Connection connection, StoredEntry entry, List<Check> checks)
            throws SQLException {
        byte[] body = entry.body();
        Optional<DetachedParts> found = DetachedParts.find(connection, entry.index());
        if (found.isEmpty() || body == null) { // erased, aged, or never there
            return;
        }
        DetachedParts parts = found.get();
        JsonNode json = Summaries.json(body);
        if (parts.explanation() != null) {
            byte[] opened = open(parts.explanation(), SealingContext.explanation(entry.id()));
            checks.add(
                    check(
                            "explanation",
                            opened != null
                                    && Summaries.text(json, "explanation")
                                            .equals(
                                                    Optional.ofNullable(
                                                            PredictionRows.digest(opened))),
                            "the stored explanation is not the one that the body commits to"));
        }
        if (parts.subject() != null || parts.subjectTag() != null || parts.subjectSalt() != null) {
            checks.add(
                    check(
                            "subject",
                            subjectHolds(parts, entry, json),
                            "the stored subject is not the one that the body commits to"));
        }
    }

    private boolean subjectHolds(DetachedParts parts, StoredEntry entry, JsonNode json) {
        byte[] sealed = parts.subject();
        byte[] opened = sealed == null ? null : open(sealed, SealingContext.subject(entry.id()));
        byte[] salt = parts.subjectSalt();
        if (opened == null || salt == null || salt.length != 32) {
            return false;
        }
        String pseudonym = new String(opened, StandardCharsets.UTF_8);
        String commitment = PredictionRows.subject(pseudonym, salt);
        return Summaries.text(json, "subject").equals(Optional.ofNullable(commitment))
                && MessageDigest.isEqual(
                        index.tag(PredictionRows.SUBJECT_DOMAIN, pseudonym), parts.subjectTag());
    }

    private byte @Nullable [] open(byte[] sealed, byte[] context) {
        try {
            return sealer.open(sealed, context);
        } catch (SealBrokenException changed) {
            return null;
        }
    }

    /** Inclusion, head and signatures; answers the size of the tree they were checked against. */
    private long tree(Connection connection, StoredEntry entry, List<Check> checks)
            throws SQLException {
        StoredTree rows = StoredTree.of(connection);
        checks.add(head(connection, rows));
        Optional<Published> newest = new CheckpointTable(connection).newest();
        if (newest.isEmpty() || newest.get().size() <= entry.index()) {
            checks.add(check("inclusion", false, "no checkpoint covers the entry yet; try again"));
            return newest.map(Published::size).orElse(0L);
        }
        Published published = newest.get();
        checks.add(inclusion(rows, entry, published));
        signatures(published, checks);
        return published.size();
    }

    private static Check head(Connection connection, StoredTree rows) throws SQLException {
        try {
            Head head = Head.read(connection);
            return check(
                    "tree",
                    rows.root(head.size()).equals(head.root()),
                    "the rows lead to another root than the head has at size " + head.size());
        } catch (SQLException fault) {
            if (Head.isCorrupted(fault)) {
                return check("tree", false, "the head's frontier and root differ");
            }
            throw fault;
        } catch (IllegalStateException | MalformedException missing) {
            return check("tree", false, String.valueOf(missing.getMessage()));
        }
    }

    private static Check inclusion(StoredTree rows, StoredEntry entry, Published published)
            throws SQLException {
        byte[] body = entry.body();
        Hash leaf =
                Receipt.leaf(
                        body == null ? Hash.of(entry.hash()) : Receipt.entry(entry.salt(), body));
        try {
            List<Hash> path = rows.inclusion(entry.index(), published.size());
            ProofCheck proof =
                    Merkle.verifyInclusion(
                            entry.index(), published.size(), leaf, path, published.root());
            return proof instanceof ProofCheck.Fails fails
                    ? check("inclusion", false, fails.sentence())
                    : check("inclusion", true, "");
        } catch (IllegalStateException | MalformedException missing) {
            return check("inclusion", false, String.valueOf(missing.getMessage()));
        }
    }

    private void signatures(Published published, List<Check> checks) {
        String fault = "";
        Optional<NoteVerification.Opened> opened = Optional.empty();
        try {
            SignedNote note = SignedNote.parse(published.note());
            Checkpoint signed = Checkpoint.parse(note.text());
            NoteVerification verified = note.verify(identity.keyRing());
            if (verified instanceof NoteVerification.Refused refused) {
                fault = refused.sentence();
            } else if (!signed.origin().equals(identity.origin())
                    || signed.size() != published.size()
                    || !signed.root().equals(published.root())) {
                fault = "the signed text speaks of another tree than the checkpoint's row";
            } else if (verified instanceof NoteVerification.Opened good) {
                opened = Optional.of(good);
            }
        } catch (MalformedException noNote) {
            fault = noNote.sentence();
        }
        for (SignatureType type :
                List.of(SignatureType.ED25519, SignatureType.ML_DSA_44_COSIGNATURE)) {
            boolean signed = opened.isPresent() && opened.get().signedBy(identity.origin(), type);
            checks.add(
                    check(
                            "signature:" + type.label(),
                            signed,
                            fault.isEmpty() ? "the checkpoint lacks this signature" : fault));
        }
    }

    private static Check check(String name, boolean passed, String otherwise) {
        return new Check(name, passed, passed ? "" : otherwise);
    }
}
