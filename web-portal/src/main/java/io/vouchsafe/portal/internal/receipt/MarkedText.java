package io.vouchsafe.portal.internal.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.portal.internal.frame.Format;
import java.util.ArrayList;
import java.util.List;

/**
 * A text as the model saw it, cut where its words begin and end.
 *
 * @param pieces in order; together they are the text
 */
public record MarkedText(List<Piece> pieces) {
    /**
     * A piece of the text.
     *
     * @param style empty for what has no weight
     * @param weight with its sign; empty for what stands between words
     */
    public record Piece(String text, String style, String weight) {
        public String getText() {
            return text;
        }

        public String getStyle() {
            return style;
        }

        public String getWeight() {
            return weight;
        }

        /** True for words, which have a weight. */
        public boolean isWeighed() {
            return !weight.isEmpty();
        }
    }

    static MarkedText read(JsonNode detail, Format format) {
        int[] points = detail.path("text").asText().codePoints().toArray();
        JsonNode spans = detail.path("spans");
        double largest = 0;
        for (JsonNode span : spans) {
            largest = Math.max(largest, Math.abs(span.path("weight").asDouble()));
        }
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        for (JsonNode span : spans) {
            int start = Math.clamp(span.path("start").asInt(), at, points.length);
            int end = Math.clamp(span.path("end").asInt(), start, points.length);
            double weight = span.path("weight").asDouble();
            add(pieces, new Piece(new String(points, at, start - at), "", ""));
            add(
                    pieces,
                    new Piece(
                            new String(points, start, end - start),
                            InputPicture.style(weight, largest),
                            format.signed(weight)));
            at = end;
        }
        add(pieces, new Piece(new String(points, at, points.length - at), "", ""));
        return new MarkedText(List.copyOf(pieces));
    }

    private static void add(List<Piece> pieces, Piece piece) {
        if (!piece.text().isEmpty()) {
            pieces.add(piece);
        }
    }

    public List<Piece> getPieces() {
        return pieces;
    }

    /** The pieces that have a weight, in the text's order. */
    public List<Piece> getWords() {
        return pieces.stream().filter(Piece::isWeighed).toList();
    }

    public boolean isEmpty() {
        return pieces.isEmpty();
    }
}
