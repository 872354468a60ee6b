package io.vouchsafe.portal.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model card's Markdown as blocks to draw: headings, paragraphs, lists, with strong words and
 * code (a small part of CommonMark). Everything else stays the text it is, and pages escape all of
 * it: a card cannot bring a link or a script.
 */
public final class CardText {
    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*?)\\s*#*");
    private static final Pattern ITEM = Pattern.compile("[-*+]\\s+(.*)");
    private static final Pattern RUN = Pattern.compile("\\*\\*([^*]+)\\*\\*|`([^`]+)`");

    private final List<Block> blocks = new ArrayList<>();
    private final StringBuilder paragraph = new StringBuilder();
    private final List<List<Run>> items = new ArrayList<>();

    private CardText() {}

    /** Blocks in order; none for a blank text. */
    static List<Block> blocks(String markdown) {
        CardText text = new CardText();
        markdown.lines().map(String::strip).forEach(text::line);
        text.close();
        return text.blocks;
    }

    private void line(String line) {
        Matcher heading = HEADING.matcher(line);
        Matcher item = ITEM.matcher(line);
        if (line.isEmpty()) {
            close();
        } else if (heading.matches()) {
            close();
            blocks.add(new Block(Kind.HEADING, runs(heading.group(1)), List.of()));
        } else if (item.matches()) {
            closeParagraph();
            items.add(runs(item.group(1)));
        } else {
            closeList();
            paragraph.append(paragraph.isEmpty() ? "" : " ").append(line);
        }
    }

    private void close() {
        closeParagraph();
        closeList();
    }

    private void closeParagraph() {
        if (!paragraph.isEmpty()) {
            blocks.add(new Block(Kind.PARAGRAPH, runs(paragraph.toString()), List.of()));
            paragraph.setLength(0);
        }
    }

    private void closeList() {
        if (!items.isEmpty()) {
            blocks.add(new Block(Kind.LIST, List.of(), List.copyOf(items)));
            items.clear();
        }
    }

    static List<Run> runs(String line) {
        List<Run> runs = new ArrayList<>();
        Matcher found = RUN.matcher(line);
        int from = 0;
        while (found.find()) {
            plain(runs, line.substring(from, found.start()));
            String strong = found.group(1);
            runs.add(
                    strong == null
                            ? new Run(Style.CODE, found.group(2))
                            : new Run(Style.STRONG, strong));
            from = found.end();
        }
        plain(runs, line.substring(from));
        return runs;
    }

    private static void plain(List<Run> runs, String text) {
        if (!text.isEmpty()) {
            runs.add(new Run(Style.PLAIN, text));
        }
    }

    enum Kind {
        HEADING,
        PARAGRAPH,
        LIST
    }

    enum Style {
        PLAIN,
        STRONG,
        CODE
    }

    /** A heading, a paragraph or a list. */
    public record Block(Kind kind, List<Run> runs, List<List<Run>> items) {
        public boolean isHeading() {
            return kind == Kind.HEADING;
        }

        public boolean isParagraph() {
            return kind == Kind.PARAGRAPH;
        }

        public boolean isList() {
            return kind == Kind.LIST;
        }

        public List<Run> getRuns() {
            return runs;
        }

        public List<List<Run>> getItems() {
            return items;
        }
    }

    /** Some words in one style. */
    public record Run(Style style, String text) {
        public boolean isPlain() {
            return style == Style.PLAIN;
        }

        public boolean isStrong() {
            return style == Style.STRONG;
        }

        public boolean isCode() {
            return style == Style.CODE;
        }

        public String getText() {
            return text;
        }
    }
}
