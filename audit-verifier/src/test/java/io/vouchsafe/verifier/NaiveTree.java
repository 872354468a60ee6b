package io.vouchsafe.verifier;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** RFC 6962 section 2.1 word by word and slowly: the oracle for everything that is clever. */
final class NaiveTree {

    private NaiveTree() {}

    static Hash root(List<byte[]> entries) {
        if (entries.isEmpty()) {
            return sha256();
        }
        if (entries.size() == 1) {
            return sha256(new byte[] {0}, entries.get(0));
        }
        int split = split(entries.size());
        return sha256(
                new byte[] {1},
                root(entries.subList(0, split)).toBytes(),
                root(entries.subList(split, entries.size())).toBytes());
    }

    /** PATH(m, D[n]), section 2.1.1. */
    static List<Hash> path(int index, List<byte[]> entries) {
        if (entries.size() == 1) {
            return List.of();
        }
        int split = split(entries.size());
        List<byte[]> left = entries.subList(0, split);
        List<byte[]> right = entries.subList(split, entries.size());
        return index < split
                ? plus(path(index, left), root(right))
                : plus(path(index - split, right), root(left));
    }

    /** PROOF(m, D[n]), section 2.1.2. */
    static List<Hash> proof(int size, List<byte[]> entries) {
        return subproof(size, entries, true);
    }

    private static List<Hash> subproof(int size, List<byte[]> entries, boolean whole) {
        if (size == entries.size()) {
            return whole ? List.of() : List.of(root(entries));
        }
        int split = split(entries.size());
        List<byte[]> left = entries.subList(0, split);
        List<byte[]> right = entries.subList(split, entries.size());
        return size <= split
                ? plus(subproof(size, left, whole), root(right))
                : plus(subproof(size - split, right, false), root(left));
    }

    private static int split(int size) {
        int split = 1;
        while (split * 2 < size) {
            split *= 2;
        }
        return split;
    }

    private static List<Hash> plus(List<Hash> hashes, Hash last) {
        List<Hash> all = new ArrayList<>(hashes);
        all.add(last);
        return all;
    }

    private static Hash sha256(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return Hash.of(TreeHasher.sha256().digest(all.toByteArray()));
    }
}
