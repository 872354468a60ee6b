package io.vouchsafe.verifier;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys a verifier trusts: the content of a keys file. Immutable.
 *
 * <p>File form: UTF-8, one {@link VKey} per line; empty lines and lines that begin with {@code #}
 * are skipped.
 */
public final class KeyRing {

    private final Map<Place, VKey> keys;

    private KeyRing(Map<Place, VKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    /**
     * A ring of these keys; the same key may stand in it twice.
     *
     * @throws MalformedException when two different keys share name and ID, so that a signature
     *     line could mean either
     */
    public static KeyRing of(Collection<VKey> keys) {
        Map<Place, VKey> places = new LinkedHashMap<>();
        for (VKey key : keys) {
            VKey before = places.putIfAbsent(new Place(key.name(), key.id()), key);
            if (before != null && !before.equals(key)) {
                throw new MalformedException(
                        Reason.KEY,
                        "Two different keys share name and ID '"
                                + key.name()
                                + "+"
                                + key.idHex()
                                + "'.");
            }
        }
        return new KeyRing(places);
    }

    /** As {@link #of(Collection)}. */
    public static KeyRing of(VKey... keys) {
        return of(List.of(keys));
    }

    /**
     * Reads a keys file.
     *
     * @throws MalformedException naming the line, or when there is no key at all
     */
    public static KeyRing parse(byte[] file) {
        List<String> lines = Text.utf8(file, "The keys file").lines().map(String::strip).toList();
        List<VKey> keys = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty() && lines.get(i).charAt(0) != '#') {
                keys.add(parse(i + 1, lines.get(i)));
            }
        }
        if (keys.isEmpty()) {
            throw new MalformedException(
                    Reason.KEY, "The keys file holds no key. Fetch it from the log's /log/keys.");
        }
        return of(keys);
    }

    private static VKey parse(int number, String line) {
        try {
            return VKey.parse(line);
        } catch (MalformedException malformed) {
            throw new MalformedException(
                    Reason.KEY,
                    "Line " + number + " of the keys file: " + malformed.sentence(),
                    malformed);
        }
    }

    /** The key that a signature line with this name and ID means. */
    public Optional<VKey> find(String name, int id) {
        return Optional.ofNullable(keys.get(new Place(name, id)));
    }

    /** Whether a key of that name and type is trusted. */
    public boolean has(String name, SignatureType type) {
        return keys.values().stream()
                .anyMatch(key -> key.name().equals(name) && key.typeCode() == type.code());
    }

    /** All keys, in no order. */
    public Collection<VKey> keys() {
        return keys.values();
    }

    private record Place(String name, int id) {}
}
