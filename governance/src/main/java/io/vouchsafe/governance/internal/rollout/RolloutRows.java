package io.vouchsafe.governance.internal.rollout;

import io.vouchsafe.governance.Rollout;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Gathers the traffic beside the champions', model by model. */
final class RolloutRows {
    private final Map<ModelName, Map<String, ModelRef>> aliases = new HashMap<>();
    private final Map<ModelName, Map<Rollout.Kind, Rollout.Share>> shares = new HashMap<>();
    private final Map<ModelName, ModelRef> formers = new HashMap<>();

    void former(ModelRef version) {
        formers.put(version.name(), version);
    }

    void read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                SELECT m.name, v.number, a.label
                                FROM governance.model_alias a
                                JOIN governance.model m ON m.id = a.model_id
                                JOIN governance.model_version v ON v.id = a.version_id""")) {
            while (rows.next()) {
                ModelRef version = PlanSource.ref(rows);
                aliases.computeIfAbsent(version.name(), name -> new HashMap<>())
                        .put(rows.getString(3), version);
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                SELECT m.name, v.number, s.kind, s.per_mille
                                FROM governance.traffic_share s
                                JOIN governance.model m ON m.id = s.model_id
                                JOIN governance.model_version v ON v.id = s.version_id""")) {
            while (rows.next()) {
                ModelRef version = PlanSource.ref(rows);
                shares.computeIfAbsent(version.name(), name -> new EnumMap<>(Rollout.Kind.class))
                        .put(
                                Rollout.Kind.valueOf(rows.getString(3)),
                                new Rollout.Share(version, rows.getInt(4)));
            }
        }
    }

    Map<ModelName, Rollout> rollouts() {
        Set<ModelName> models = new HashSet<>(aliases.keySet());
        models.addAll(shares.keySet());
        models.addAll(formers.keySet());
        Map<ModelName, Rollout> rollouts = new HashMap<>();
        for (ModelName model : models) {
            Map<Rollout.Kind, Rollout.Share> shared = shares.getOrDefault(model, Map.of());
            rollouts.put(
                    model,
                    new Rollout(
                            aliases.getOrDefault(model, Map.of()),
                            shared.get(Rollout.Kind.CANARY),
                            shared.get(Rollout.Kind.SHADOW),
                            formers.get(model)));
        }
        return rollouts;
    }
}
