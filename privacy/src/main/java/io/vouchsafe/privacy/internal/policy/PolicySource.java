package io.vouchsafe.privacy.internal.policy;

import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.PolicyRef;
import io.vouchsafe.privacy.internal.PrivacyLog;
import io.vouchsafe.privacy.internal.engine.CompiledPolicy;
import io.vouchsafe.store.SnapshotSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The newest revision of each policy, compiled. One that no longer compiles, as when an operator
 * was removed, is left out: its contracts are refused rather than served unmasked.
 */
final class PolicySource implements SnapshotSource<Map<PolicyId, CompiledPolicy>> {
    static final String NAME = "privacy.policies";

    private final PolicyCompiler compiler;

    PolicySource(Catalogue catalogue) {
        this.compiler = new PolicyCompiler(catalogue);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<PolicyId, CompiledPolicy> load(Connection connection) throws SQLException {
        Map<PolicyId, CompiledPolicy> inForce = new HashMap<>();
        try (var query =
                        connection.prepareStatement(
                                """
                                SELECT r.ref, r.document FROM privacy.policy p
                                JOIN privacy.policy_revision r
                                  ON r.policy_id = p.id AND r.revision = p.latest_revision
                                """);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                compile(PolicyRef.parse(rows.getString(1)), rows.getString(2), inForce);
            }
        }
        return Map.copyOf(inForce);
    }

    private void compile(PolicyRef ref, String document, Map<PolicyId, CompiledPolicy> inForce) {
        try {
            switch (compiler.compile(ref, PolicyText.rules(ref, document))) {
                case Outcome.Done<CompiledPolicy> done -> inForce.put(ref.id(), done.value());
                case Outcome.Declined<CompiledPolicy> declined ->
                        PrivacyLog.LOG.notInForce(ref, declined.detail());
            }
        } catch (IllegalStateException unreadable) {
            PrivacyLog.LOG.notInForce(ref, String.valueOf(unreadable.getMessage()));
        }
    }
}
