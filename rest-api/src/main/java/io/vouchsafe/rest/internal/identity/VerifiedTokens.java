package io.vouchsafe.rest.internal.identity;

import io.vouchsafe.kernel.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tokens verified before, by their SHA-256, until they expire: checking a signature costs more than
 * all the rest of identity.
 *
 * <p>Bounded by two generations: when the young one is full it becomes the old one, and what was
 * old and not asked for since is forgotten. Never holds a token.
 */
final class VerifiedTokens {
    private record Entry(Caller caller, Instant expires) {}

    private final int generationSize;
    private final InstantSource clock;
    private volatile Map<String, Entry> young = new ConcurrentHashMap<>();
    private volatile Map<String, Entry> old = Map.of();

    VerifiedTokens(int capacity, InstantSource clock) {
        this.generationSize = Math.max(1, capacity / 2);
        this.clock = clock;
    }

    Optional<Caller> find(String token) {
        String digest = digest(token);
        Entry entry = young.get(digest);
        if (entry == null) {
            entry = old.get(digest);
            if (entry == null) {
                return Optional.empty();
            }
            keep(digest, entry);
        }
        return clock.instant().isBefore(entry.expires())
                ? Optional.of(entry.caller())
                : Optional.empty();
    }

    void add(String token, Caller caller, Instant expires) {
        keep(digest(token), new Entry(caller, expires));
    }

    int size() {
        return young.size() + old.size();
    }

    private void keep(String digest, Entry entry) {
        if (young.size() >= generationSize) {
            turn();
        }
        young.put(digest, entry);
    }

    private synchronized void turn() {
        if (young.size() >= generationSize) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
    }

    private static String digest(String token) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) { // every JDK has it
            throw new IllegalStateException(impossible);
        }
    }
}
