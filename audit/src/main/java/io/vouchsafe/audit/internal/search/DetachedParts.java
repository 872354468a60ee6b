package io.vouchsafe.audit.internal.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code audit.detached}, still sealed. */
record DetachedParts(
        byte @Nullable [] subjectTag,
        byte @Nullable [] subject,
        byte @Nullable [] subjectSalt,
        byte @Nullable [] explanation) {

    static Optional<DetachedParts> find(Connection connection, long index) throws SQLException {
        String sql =
                """
                SELECT subject_tag, subject, subject_salt, explanation FROM audit.detached
                WHERE entry_index = ?""";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, index);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new DetachedParts(
                                        row.getBytes(1),
                                        row.getBytes(2),
                                        row.getBytes(3),
                                        row.getBytes(4)))
                        : Optional.empty();
            }
        }
    }
}
