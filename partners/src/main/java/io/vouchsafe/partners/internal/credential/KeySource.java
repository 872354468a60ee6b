package io.vouchsafe.partners.internal.credential;

import io.vouchsafe.kernel.CredentialId;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.store.SnapshotSource;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads all keys that were not revoked; expiry is looked at when one is used. */
final class KeySource implements SnapshotSource<Map<CredentialId, KnownKey>> {
    static final String NAME = "partners.credentials";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<CredentialId, KnownKey> load(Connection connection) throws SQLException {
        Map<CredentialId, KnownKey> keys = new HashMap<>();
        try (var query =
                        connection.prepareStatement(
                                """
                                SELECT c.id, c.partner_id, c.secret_hash, c.expires_at,
                                    ARRAY(SELECT s.scope FROM partners.credential_scope s
                                          WHERE s.credential_id = c.id) AS scopes,
                                    ARRAY(SELECT m.model FROM partners.credential_model m
                                          WHERE m.credential_id = c.id) AS models
                                FROM partners.credential c
                                WHERE c.revoked_at IS NULL
                                """);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                CredentialId id = new CredentialId(rows.getString("id"));
                keys.put(
                        id,
                        new KnownKey(
                                id,
                                rows.getBytes("secret_hash"),
                                new PartnerId(rows.getString("partner_id")),
                                strings(rows.getArray("scopes")),
                                strings(rows.getArray("models")).stream()
                                        .map(ModelName::new)
                                        .collect(Collectors.toUnmodifiableSet()),
                                rows.getTimestamp("expires_at").toInstant()));
            }
        }
        return Map.copyOf(keys);
    }

    private static Set<String> strings(Array array) throws SQLException {
        return Arrays.stream((String[]) array.getArray()).collect(Collectors.toSet());
    }
}
