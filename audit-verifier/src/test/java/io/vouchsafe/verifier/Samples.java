package io.vouchsafe.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Small logs, keys and receipts for tests; everything from fixed seeds. */
public final class Samples {

    public static final String ORIGIN = "vouchsafe.example/log";
    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    public static final InsecureInMemorySigner LOG =
            InsecureInMemorySigner.ed25519(ORIGIN, seed(1));
    public static final InsecureInMemorySigner COSIGNER =
            InsecureInMemorySigner.mlDsa44(ORIGIN, seed(2));
    public static final InsecureInMemorySigner WITNESS =
            InsecureInMemorySigner.ed25519Cosigner("witness.example/w1", seed(3));
    public static final InsecureInMemorySigner STRANGER =
            InsecureInMemorySigner.ed25519(ORIGIN, seed(4));
    public static final KeyRing KEYS = KeyRing.of(LOG.key(), COSIGNER.key());

    public static final byte[] REQUEST = bytes("{\"x\":[1,2,5]}");
    public static final byte[] RESPONSE = bytes("{\"y\":[2.5,3,4.5]}");
    public static final byte[] SALT = seed(9);

    private Samples() {}

    public static byte[] seed(int fill) {
        byte[] seed = new byte[32];
        Arrays.fill(seed, (byte) fill);
        return seed;
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static List<byte[]> entries(int count) {
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(bytes("entry " + i));
        }
        return entries;
    }

    public static String body() {
        return "{\"contract\":\"acme@2\",\"decision\":\"ALLOW\",\"id\":\"0198-1\",\"input\":\""
                + Commitment.of(SALT, REQUEST)
                + "\",\"model\":\"half@1\",\"output\":\""
                + Commitment.of(SALT, RESPONSE)
                + "\",\"time\":\"2026-11-23T12:00:00Z\",\"type\":\"prediction\",\"v\":1}";
    }

    /** The receipt of this body as entry 4 of 7, its checkpoint signed by those. */
    public static Receipt receipt(String body, NoteSigner... signers) {
        List<byte[]> entries = entries(7);
        entries.set(4, Receipt.entry(SALT, bytes(body)).toBytes());
        Checkpoint tree = new Checkpoint(ORIGIN, 7, NaiveTree.root(entries));
        SignedNote note = tree.sign(NOON, List.of(signers));
        return Receipt.of(SALT, bytes(body), 4, NaiveTree.path(4, entries), note);
    }

    public static Receipt receipt() {
        return receipt(body(), LOG, COSIGNER);
    }

    public static byte[] file(Receipt receipt) {
        return bytes(receipt.proof().encode());
    }

    public static byte[] golden(String name) {
        try (InputStream in = Samples.class.getResourceAsStream("/golden/" + name)) {
            if (in == null) {
                throw new IllegalStateException("No golden file " + name);
            }
            return in.readAllBytes();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** All complete subtrees of a tree, by place. */
    public static Map<NodeId, Hash> nodes(int size) {
        Map<NodeId, Hash> nodes = new HashMap<>();
        Frontier frontier = new Frontier();
        for (byte[] entry : entries(size)) {
            frontier.append(
                    Merkle.leafHash(entry),
                    (level, index, buffer, offset) ->
                            nodes.put(new NodeId(level, index), Hash.at(buffer, offset)));
        }
        return nodes;
    }

    public static HashReader reader(Map<NodeId, Hash> nodes) {
        return wanted -> wanted.stream().map(node -> present(nodes, node)).toList();
    }

    private static Hash present(Map<NodeId, Hash> nodes, NodeId node) {
        Hash hash = nodes.get(node);
        if (hash == null) {
            throw new AssertionError("Asked for incomplete " + node);
        }
        return hash;
    }
}
