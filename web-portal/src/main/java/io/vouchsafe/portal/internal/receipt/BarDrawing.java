package io.vouchsafe.portal.internal.receipt;

import io.vouchsafe.portal.internal.receipt.Contributions.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where the bars of {@link Contributions} stand, in the drawing's units. */
public final class BarDrawing {
    private static final int AMOUNT = 64; // room for "+0.123" beyond a bar's end
    private static final int LONGEST_NAME = 34;

    private final int width;
    private final int height;
    private final double middle;
    private final List<Bar> bars;

    private BarDrawing(int width, int height, double middle, List<Bar> bars) {
        this.width = width;
        this.height = height;
        this.middle = middle;
        this.bars = bars;
    }

    /** 760 wide, names in a column at the left. */
    static BarDrawing beside(List<Share> shares, List<Share> rest) {
        return draw(shares, rest, 760, 230, 30, 14, 12);
    }

    /** 340 wide, each name above its bar. */
    static BarDrawing above(List<Share> shares, List<Share> rest) {
        return draw(shares, rest, 340, 0, 44, 22, -6);
    }

    private static BarDrawing draw(
            List<Share> shares,
            List<Share> rest,
            int width,
            int names,
            int pitch,
            int top,
            int nameOffset) {
        List<Share> all = Stream.concat(shares.stream(), rest.stream()).toList();
        double right = all.stream().mapToDouble(Share::amount).filter(a -> a > 0).max().orElse(0);
        double left = -all.stream().mapToDouble(Share::amount).filter(a -> a < 0).min().orElse(0);
        int from = names + (left > 0 ? AMOUNT : 4);
        int to = width - (right > 0 ? AMOUNT : 4);
        double scale = left + right == 0 ? 0 : (to - from) / (left + right);
        double middle = from + left * scale;
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Share share = all.get(i);
            double length = Math.max(1, Math.abs(share.amount()) * scale);
            int y = top + i * pitch;
            bars.add(
                    new Bar(
                            share,
                            i >= shares.size(),
                            share.amount() >= 0 ? middle : middle - length,
                            y,
                            length,
                            y + nameOffset));
        }
        return new BarDrawing(width, top + all.size() * pitch, middle, bars);
    }

    public int getWidth() {
        return width;
    }

    public int getHeight() {
        return height;
    }

    /** Where the line stands that the bars start from. */
    public double getMiddle() {
        return middle;
    }

    public List<Bar> getBars() {
        return bars;
    }

    /**
     * One bar.
     *
     * @param rest true for the bar that the remaining features share
     */
    public record Bar(Share share, boolean rest, double x, int y, double length, int nameY) {
        /** The feature, shortened to what the column holds. */
        public String getName() {
            String name = share.feature();
            return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
        }

        public boolean isRest() {
            return rest;
        }

        public String getStyle() {
            if (rest) {
                return "rest";
            }
            return share.amount() >= 0 ? "up" : "down";
        }

        public double getX() {
            return x;
        }

        public int getY() {
            return y;
        }

        public double getLength() {
            return length;
        }

        public int getNameY() {
            return nameY;
        }

        public String getAmount() {
            return share.text();
        }

        public int getAmountY() {
            return y + 12;
        }

        /** Where the amount stands: beyond the bar's end. */
        public double getAmountX() {
            return share.amount() >= 0 ? x + length + 8 : x - 8;
        }

        public String getAnchor() {
            return share.amount() >= 0 ? "start" : "end";
        }
    }
}
