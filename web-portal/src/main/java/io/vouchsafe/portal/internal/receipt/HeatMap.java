package io.vouchsafe.portal.internal.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.portal.internal.frame.Format;
import java.util.ArrayList;
import java.util.List;

/**
 * The grid over an image, in pixels of the image. The image itself is not kept; who has it can lay
 * it underneath.
 *
 * @param rows the fields, from the top left
 */
public record HeatMap(int width, int height, List<List<Field>> rows) {
    /** More of them than any grid of ours has. */
    private static final int MOST_FIELDS = 4096;

    /**
     * A field of the grid.
     *
     * @param style empty for next to nothing
     */
    public record Field(
            int x, int y, int width, int height, String style, double amount, String weight) {
        public int getX() {
            return x;
        }

        public int getY() {
            return y;
        }

        public int getWidth() {
            return width;
        }

        public int getHeight() {
            return height;
        }

        public String getStyle() {
            return style;
        }

        public String getWeight() {
            return weight;
        }
    }

    static HeatMap read(JsonNode detail, Format format) {
        int width = Math.max(1, detail.path("width").asInt());
        int height = Math.max(1, detail.path("height").asInt());
        int patch = Math.max(1, detail.path("patch").asInt());
        double largest = 0;
        for (JsonNode row : detail.path("weights")) {
            for (JsonNode weight : row) {
                largest = Math.max(largest, Math.abs(weight.asDouble()));
            }
        }
        List<List<Field>> rows = new ArrayList<>();
        int fields = 0;
        for (JsonNode row : detail.path("weights")) {
            List<Field> cells = new ArrayList<>();
            int y = rows.size() * patch;
            for (JsonNode weight : row) {
                int x = cells.size() * patch;
                if (x < width && y < height && fields++ < MOST_FIELDS) {
                    double amount = weight.asDouble();
                    cells.add(
                            new Field(
                                    x,
                                    y,
                                    Math.min(patch, width - x),
                                    Math.min(patch, height - y),
                                    InputPicture.style(amount, largest),
                                    amount,
                                    format.signed(amount)));
                }
            }
            rows.add(List.copyOf(cells));
        }
        return new HeatMap(width, height, List.copyOf(rows));
    }

    public int getWidth() {
        return width;
    }

    public int getHeight() {
        return height;
    }

    public List<List<Field>> getRows() {
        return rows;
    }

    /** Those that are drawn: they weigh something. */
    public List<Field> getMarked() {
        return rows.stream().flatMap(List::stream).filter(f -> !f.style().isEmpty()).toList();
    }

    /** How many fields raised the value. */
    public long getRaising() {
        return getMarked().stream().filter(field -> field.amount() > 0).count();
    }

    /** How many fields lowered the value. */
    public long getLowering() {
        return getMarked().stream().filter(field -> field.amount() < 0).count();
    }
}
