package io.vouchsafe.inference.internal.upload;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.kernel.Outcome;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An entry's name, made of harmless parts.
 *
 * @param parts none of them empty, "." or ".."
 */
record EntryName(List<String> parts) {
    /** What packing on a Mac adds. */
    private static final String MAC_FOLDER = "__MACOSX";

    /** Names that mean devices where somebody may unpack the model again. */
    private static final Set<String> DEVICES =
            Set.of("con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "lpt1", "lpt2");

    EntryName {
        parts = List.copyOf(parts);
    }

    /**
     * Reads a name as an archive states it.
     *
     * @throws ArchiveRejectedException when it points outside, or cannot be a file's name anywhere
     */
    static EntryName parse(String stated) {
        String name = stated.replace('\\', '/');
        if (name.startsWith("/") || name.matches("^[A-Za-z]:.*")) {
            throw rejected("archive-path", LOG.archivePath(shown(stated)));
        }
        List<String> parts = new ArrayList<>();
        for (String part : name.split("/", -1)) {
            if (part.equals("..")) {
                throw rejected("archive-path", LOG.archivePath(shown(stated)));
            }
            if (!part.isEmpty() && !part.equals(".")) {
                check(part, stated);
                parts.add(part);
            }
        }
        if (parts.size() > ArchiveLimits.MAX_DEPTH) {
            throw rejected("archive-name", LOG.archiveName(shown(stated), "too deep"));
        }
        return new EntryName(parts);
    }

    private static void check(String part, String stated) {
        if (part.getBytes(StandardCharsets.UTF_8).length > ArchiveLimits.MAX_NAME) {
            throw rejected("archive-name", LOG.archiveName(shown(stated), "too long"));
        }
        if (part.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw rejected("archive-name", LOG.archiveName(shown(stated), "control characters"));
        }
        String stem = part.toLowerCase(Locale.ROOT).split("\\.", 2)[0];
        if (DEVICES.contains(stem) || part.contains(":")) {
            throw rejected("archive-name", LOG.archiveName(shown(stated), "a device"));
        }
    }

    /** True for what the packer's system added and no model needs. */
    boolean isClutter() {
        return parts.isEmpty()
                || parts.get(0).equals(MAC_FOLDER)
                || parts.get(parts.size() - 1).startsWith("._")
                || parts.get(parts.size() - 1).equals(".DS_Store");
    }

    /** The same for names that some file system would take for one and the same. */
    String folded() {
        return Normalizer.normalize(String.join("/", parts), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT);
    }

    static ArchiveRejectedException rejected(String problem, String message) {
        return new ArchiveRejectedException(Outcome.Kind.INVALID, problem, message);
    }

    /** A name as it may be quoted: short, without control characters. */
    static String shown(String stated) {
        String plain = stated.replaceAll("\\p{Cntrl}", "\uFFFD");
        return plain.length() <= 80 ? plain : plain.substring(0, 80) + "…";
    }

    @Override
    public String toString() {
        return shown(String.join("/", parts));
    }
}
