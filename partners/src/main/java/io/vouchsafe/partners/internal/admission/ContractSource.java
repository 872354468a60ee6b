package io.vouchsafe.partners.internal.admission;

import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.ContractRef;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Money;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PlanId;
import io.vouchsafe.kernel.PlanRef;
import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.Purpose;
import io.vouchsafe.partners.ContractState;
import io.vouchsafe.store.SnapshotSource;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the {@link ContractBook}: every contract that was not withdrawn. */
final class ContractSource implements SnapshotSource<ContractBook> {
    @Override
    public String name() {
        return AdmissionDesk.SNAPSHOT;
    }

    @Override
    public ContractBook load(Connection connection) throws SQLException {
        Map<String, Map<ModelName, Set<String>>> hidden = hiddenOutputs(connection);
        List<Terms> newestFirst = new ArrayList<>();
        try (var query =
                        connection.prepareStatement(
                                """
                                SELECT c.id, c.revision, c.state, c.partner_id, c.masking_policy,
                                    c.valid_from, c.valid_to, p.plan_id, p.revision AS plan_revision,
                                    p.price, p.currency, p.requests_per_second, p.calls_per_day,
                                    ARRAY(SELECT m.model FROM partners.contract_model m
                                          WHERE m.contract_id = c.id) AS models,
                                    ARRAY(SELECT u.purpose FROM partners.contract_purpose u
                                          WHERE u.contract_id = c.id) AS purposes
                                FROM partners.contract c JOIN partners.plan p ON p.ref = c.plan_ref
                                WHERE c.state <> 'WITHDRAWN'
                                ORDER BY c.number DESC
                                """);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                newestFirst.add(terms(rows, hidden.getOrDefault(rows.getString("id"), Map.of())));
            }
        }
        return new ContractBook(newestFirst);
    }

    private static Terms terms(ResultSet row, Map<ModelName, Set<String>> hidden)
            throws SQLException {
        String policy = row.getString("masking_policy");
        @Nullable Timestamp validTo = row.getTimestamp("valid_to");
        return new Terms(
                new ContractRef(new ContractId(row.getString("id")), row.getInt("revision")),
                ContractState.valueOf(row.getString("state")),
                new PartnerId(row.getString("partner_id")),
                new PlanRef(new PlanId(row.getString("plan_id")), row.getInt("plan_revision")),
                new Money(
                        row.getBigDecimal("price"),
                        Currency.getInstance(row.getString("currency"))),
                row.getLong("requests_per_second"),
                row.getLong("calls_per_day"),
                set(row.getArray("models"), ModelName::new),
                set(row.getArray("purposes"), Purpose::new),
                policy == null ? null : new PolicyId(policy),
                hidden,
                row.getTimestamp("valid_from").toInstant(),
                validTo == null ? null : validTo.toInstant());
    }

    private static Map<String, Map<ModelName, Set<String>>> hiddenOutputs(Connection connection)
            throws SQLException {
        Map<String, Map<ModelName, Set<String>>> hidden = new HashMap<>();
        try (var query =
                        connection.prepareStatement(
                                """
                                SELECT h.contract_id, h.model, h.output
                                FROM partners.contract_hidden_output h
                                """);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                hidden.computeIfAbsent(rows.getString(1), any -> new HashMap<>())
                        .computeIfAbsent(new ModelName(rows.getString(2)), any -> new HashSet<>())
                        .add(rows.getString(3));
            }
        }
        return hidden;
    }

    private static <T> Set<T> set(Array array, Function<String, T> type) throws SQLException {
        Set<T> values = new HashSet<>();
        for (String value : (String[]) array.getArray()) {
            values.add(type.apply(value));
        }
        return values;
    }
}
