package io.vouchsafe.governance.internal.artefact;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;

/**
 * Model files in the database, in chunks of 1 MiB, so that neither side holds a whole file in
 * memory. Plain JDBC: an entity would. Rows are written once and never changed.
 */
@Dependent
public class ArtefactStore {
    static final int CHUNK = 1 << 20;

    @Resource(lookup = "java:jboss/datasources/Vouchsafe")
    private DataSource database;

    /** For CDI; the data source follows. */
    @Inject
    public ArtefactStore() {}

    /** For a data source that joins the caller's transaction. */
    public ArtefactStore(DataSource database) {
        this.database = database;
    }

    /** What was stored. */
    public record Stored(String digest, long bytes) {}

    /** {@code sha256:…} of a text in UTF-8. */
    public static String digest(String text) {
        byte[] hash = Listing.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256:" + HexFormat.of().formatHex(hash);
    }

    /**
     * Stores the folder's files in the caller's transaction; files stored before are left as they
     * are.
     *
     * @throws FilesRefusedException when the folder has more than plain files, or none
     * @throws IOException when it cannot be read, or changes meanwhile
     */
    public Stored store(Path folder) throws IOException, SQLException {
        Listing listing = Listing.of(folder);
        if (listing.entries().isEmpty()) {
            throw new FilesRefusedException(ArtefactLog.LOG.noFiles());
        }
        Stored stored = new Stored(listing.digest(), listing.bytes());
        try (Connection connection = database.getConnection()) {
            if (insertArtefact(connection, stored)) {
                int position = 0;
                for (Listing.Entry file : listing.entries()) {
                    insertFile(connection, stored.digest(), position, file);
                    insertChunks(connection, stored.digest(), position, file, folder);
                    position++;
                }
            }
        }
        return stored;
    }

    /**
     * The listing as it was stored.
     *
     * @throws IOException when the digest is unknown
     */
    Listing listing(String digest) throws IOException, SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement(
                                """
                                SELECT path, bytes, sha256 FROM governance.artefact_file
                                WHERE digest = ? ORDER BY position""")) {
            query.setString(1, digest);
            List<Listing.Entry> files = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    files.add(
                            new Listing.Entry(
                                    rows.getString(1), rows.getLong(2), rows.getString(3)));
                }
            }
            if (files.isEmpty()) {
                throw ArtefactLog.LOG.unknown(digest);
            }
            return new Listing(files);
        }
    }

    /** Writes one file's bytes; one query per chunk, so it needs no transaction and no cursor. */
    void copy(String digest, String path, OutputStream out) throws IOException, SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement(
                                """
                                SELECT c.content
                                FROM governance.artefact_chunk c
                                JOIN governance.artefact_file f USING (digest, position)
                                WHERE c.digest = ? AND f.path = ? AND c.sequence = ?""")) {
            query.setString(1, digest);
            query.setString(2, path);
            for (int sequence = 0; ; sequence++) {
                query.setInt(3, sequence);
                try (ResultSet row = query.executeQuery()) {
                    if (!row.next()) {
                        return;
                    }
                    out.write(row.getBytes(1));
                }
            }
        }
    }

    private static boolean insertArtefact(Connection connection, Stored stored)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO governance.artefact (digest, bytes, stored_at)
                        VALUES (?, ?, now()) ON CONFLICT DO NOTHING""")) {
            insert.setString(1, stored.digest());
            insert.setLong(2, stored.bytes());
            return insert.executeUpdate() == 1;
        }
    }

    private static void insertFile(
            Connection connection, String digest, int position, Listing.Entry file)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO governance.artefact_file
                        (digest, position, path, bytes, sha256) VALUES (?, ?, ?, ?, ?)""")) {
            insert.setString(1, digest);
            insert.setInt(2, position);
            insert.setString(3, file.path());
            insert.setLong(4, file.bytes());
            insert.setString(5, file.sha256());
            insert.executeUpdate();
        }
    }

    private static void insertChunks(
            Connection connection, String digest, int position, Listing.Entry file, Path folder)
            throws IOException, SQLException {
        MessageDigest sha256 = Listing.sha256();
        try (InputStream in = Files.newInputStream(folder.resolve(file.path()));
                PreparedStatement insert =
                        connection.prepareStatement(
                                """
                                INSERT INTO governance.artefact_chunk
                                (digest, position, sequence, content) VALUES (?, ?, ?, ?)""")) {
            int sequence = 0;
            for (byte[] chunk = in.readNBytes(CHUNK);
                    chunk.length > 0;
                    chunk = in.readNBytes(CHUNK)) {
                sha256.update(chunk);
                insert.setString(1, digest);
                insert.setInt(2, position);
                insert.setInt(3, sequence++);
                insert.setBytes(4, chunk);
                insert.executeUpdate();
            }
        }
        if (!HexFormat.of().formatHex(sha256.digest()).equals(file.sha256())) {
            throw ArtefactLog.LOG.changedMeanwhile(file.path());
        }
    }
}
