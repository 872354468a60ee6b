package io.vouchsafe.governance.internal.rollout;

import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.governance.DeployedVersion;
import io.vouchsafe.governance.ServingPlan;
import io.vouchsafe.governance.internal.CardJson;
import io.vouchsafe.governance.internal.SignatureJson;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.store.SnapshotSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the serving plan: three queries, whatever the number of models. */
public final class PlanSource implements SnapshotSource<ServingPlan> {
    /** The revision that every change of the plan moves. */
    public static final String NAME = "governance.serving";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ServingPlan load(Connection connection) throws SQLException {
        Map<ModelRef, DeployedVersion> deployed = new HashMap<>();
        Set<ModelRef> stopped = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                SELECT m.name, v.number, v.state, v.digest, v.signatures, c.settings
                                FROM governance.model_version v
                                JOIN governance.model m ON m.id = v.model_id
                                LEFT JOIN governance.card c ON c.model_id = m.id
                                WHERE v.state IN ('DEPLOYED', 'STOPPED')""")) {
            while (rows.next()) {
                ModelRef ref = ref(rows);
                if (rows.getString(3).equals("STOPPED")) {
                    stopped.add(ref);
                } else {
                    deployed.put(ref, deployed(ref, rows));
                }
            }
        }
        return new ServingPlan(deployed, champions(connection), stopped, known(connection));
    }

    private static Map<ModelName, ModelRef> champions(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                SELECT DISTINCT ON (t.model_id) m.name, v.number
                                FROM governance.champion_term t
                                JOIN governance.model m ON m.id = t.model_id
                                JOIN governance.model_version v ON v.id = t.version_id
                                ORDER BY t.model_id, t.sequence DESC""")) {
            Map<ModelName, ModelRef> champions = new HashMap<>();
            while (rows.next()) {
                ModelRef ref = ref(rows);
                champions.put(ref.name(), ref);
            }
            return champions;
        }
    }

    private static Set<ModelName> known(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM governance.model")) {
            Set<ModelName> known = new HashSet<>();
            while (rows.next()) {
                known.add(new ModelName(rows.getString(1)));
            }
            return known;
        }
    }

    private static ModelRef ref(ResultSet row) throws SQLException {
        return new ModelRef(new ModelName(row.getString(1)), row.getLong(2));
    }

    private static DeployedVersion deployed(ModelRef ref, ResultSet row) throws SQLException {
        String settings = row.getString(6);
        return new DeployedVersion(
                ref,
                row.getString(4),
                SignatureJson.read(row.getString(5)).stream()
                        .collect(Collectors.toMap(Signature::name, Function.identity())),
                settings == null ? CardSettings.NONE : CardJson.read(settings));
    }
}
