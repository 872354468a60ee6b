package io.vouchsafe.inference.internal.credential;

import io.vouchsafe.store.SnapshotSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Reads all credentials, sealed as they are. */
final class CredentialSource implements SnapshotSource<Map<String, CredentialSource.Sealed>> {
    static final String NAME = "inference.upstream_credentials";

    /** As it stands in the database. */
    record Sealed(String origin, byte[] sealed) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Sealed> load(Connection connection) throws SQLException {
        Map<String, Sealed> credentials = new HashMap<>();
        try (var query =
                        connection.prepareStatement(
                                "SELECT name, origin, sealed FROM inference.upstream_credential");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                credentials.put(
                        rows.getString("name"),
                        new Sealed(rows.getString("origin"), rows.getBytes("sealed")));
            }
        }
        return Map.copyOf(credentials);
    }
}
