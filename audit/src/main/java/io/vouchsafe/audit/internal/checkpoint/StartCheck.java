package io.vouchsafe.audit.internal.checkpoint;

import io.vouchsafe.audit.internal.AuditMessages;
import io.vouchsafe.audit.internal.committer.Head;
import io.vouchsafe.audit.internal.tree.StoredTree;
import io.vouchsafe.keys.Keys;
import io.vouchsafe.verifier.Checkpoint;
import io.vouchsafe.verifier.Hash;
import io.vouchsafe.verifier.VKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Refuses to continue a log that is not the one it was: other keys, entries lost, history changed.
 * Each refusal says which file or table and what to do.
 */
public final class StartCheck {
    private final Connection connection;
    private final CheckpointFile file;

    public StartCheck(Connection connection, CheckpointFile file) {
        this.connection = connection;
        this.file = file;
    }

    /** The log's identity, after the keys were found to be those of the log in the database. */
    public LogIdentity identity(Keys keys, OffsetDateTime now) throws SQLException {
        CheckpointTable table = new CheckpointTable(connection);
        List<String> known = table.keys();
        if (!known.isEmpty() && !keys.present()) {
            throw AuditMessages.LOG.keysMissing(
                    keys.location(), VKey.parse(known.getFirst()).name());
        }
        LogIdentity identity = new LogIdentity(keys.logKeys());
        if (known.isEmpty()) {
            for (VKey key : identity.vkeys()) {
                table.addKey(key, now);
            }
            return identity;
        }
        if (!known.containsAll(identity.vkeys().stream().map(VKey::encode).toList())) {
            throw AuditMessages.LOG.otherKeys(
                    keys.location(), identity.origin(), VKey.parse(known.getFirst()).name());
        }
        return identity;
    }

    /** The head, after it was found to fit the rows and to continue what the file vouches for. */
    public Head head(LogIdentity identity) throws SQLException {
        Head head = Head.read(connection);
        Optional<Checkpoint> vouched =
                file.newest(identity.keyRing())
                        .filter(checkpoint -> checkpoint.origin().equals(identity.origin()));
        if (vouched.isPresent()) {
            continues(head, vouched.get());
        } else if (head.size() > 0) {
            AuditMessages.LOG.noLocalCheckpoint(head.size(), file.path());
        }
        Hash rows = StoredTree.of(connection).root(head.size());
        if (!rows.equals(head.root())) {
            throw AuditMessages.LOG.headContradicts(
                    head.size(), head.root().base64(), rows.base64());
        }
        return head;
    }

    private void continues(Head head, Checkpoint vouched) throws SQLException {
        if (head.size() < vouched.size()) {
            throw AuditMessages.LOG.smaller(head.size(), file.path(), vouched.size());
        }
        Hash found = StoredTree.of(connection).root(vouched.size());
        if (!found.equals(vouched.root())) {
            throw AuditMessages.LOG.inconsistent(
                    vouched.size(), file.path(), vouched.root().base64(), found.base64());
        }
    }
}
