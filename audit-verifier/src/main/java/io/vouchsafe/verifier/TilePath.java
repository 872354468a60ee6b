package io.vouchsafe.verifier;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a tile or entry bundle below a log's prefix (c2sp.org/tlog-tiles): {@code
 * tile/<L>/<N>[.p/<W>]} or {@code tile/entries/<N>[.p/<W>]}.
 *
 * @param level 0 to 63, or {@link #ENTRIES}
 * @param index the tile's place within its level
 * @param width how many hashes or entries, 1 to 256; 256 is a full tile and has no suffix
 */
public record TilePath(int level, long index, int width) {

    /** The level of entry bundles. */
    public static final int ENTRIES = -1;

    private static final Pattern FORM =
            Pattern.compile(
                    "tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    private static final int HIGHEST_LEVEL = 63;
    private static final int LONGEST = 80;

    /** Refuses places outside the format. */
    public TilePath {
        if (level < ENTRIES || level > HIGHEST_LEVEL || index < 0) {
            throw malformed("There is no tile " + index + " at level " + level + ".");
        }
        if (width < 1 || width > Tiles.WIDTH) {
            throw malformed("A tile has 1 to " + Tiles.WIDTH + " hashes, not " + width + ".");
        }
    }

    /** A full tile. */
    public static TilePath full(int level, long index) {
        return new TilePath(level, index, Tiles.WIDTH);
    }

    /**
     * Reads a path without leading slash, as {@link #encode} writes it and in no other form.
     *
     * @throws MalformedException when it is none
     */
    public static TilePath parse(String path) {
        Matcher form = FORM.matcher(path);
        if (path.length() > LONGEST || !form.matches()) {
            throw malformed("This is not the path of a tile.");
        }
        String digits = form.group(2).replace("x", "").replace("/", "");
        TilePath parsed =
                new TilePath(
                        form.group(1).equals("entries") ? ENTRIES : Integer.parseInt(form.group(1)),
                        index(digits),
                        form.group(3) == null ? Tiles.WIDTH : Integer.parseInt(form.group(3)));
        if (!parsed.encode().equals(path)) { // a width of 256 or superfluous x000 groups
            throw malformed("This is not the canonical path of a tile.");
        }
        return parsed;
    }

    private static long index(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException beyond) {
            throw new MalformedException(
                    Reason.TILE, "The tile's index is beyond 2^63 - 1.", beyond);
        }
    }

    /** Whether it names an entry bundle rather than hashes. */
    public boolean isEntries() {
        return level == ENTRIES;
    }

    /** Whether all 256 places are filled, so that the content never changes again. */
    public boolean isFull() {
        return width == Tiles.WIDTH;
    }

    /** The path without leading slash. */
    public String encode() {
        StringBuilder path = new StringBuilder();
        long rest = index;
        path.insert(0, group(rest % 1000));
        for (rest /= 1000; rest > 0; rest /= 1000) {
            path.insert(0, "x" + group(rest % 1000) + "/");
        }
        path.insert(0, "tile/" + (isEntries() ? "entries" : level) + "/");
        return isFull() ? path.toString() : path.append(".p/").append(width).toString();
    }

    private static String group(long number) {
        String digits = Long.toString(number);
        return "0".repeat(3 - digits.length()) + digits;
    }

    private static MalformedException malformed(String sentence) {
        return new MalformedException(Reason.TILE, sentence);
    }
}
