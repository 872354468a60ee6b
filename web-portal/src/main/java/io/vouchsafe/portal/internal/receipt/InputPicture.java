package io.vouchsafe.portal.internal.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.portal.internal.frame.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One input whose parts were weighed: a text with its words, or the grid over an image. Colours
 * have three strengths on each side and say nothing that form or the table does not say too: what
 * raised the value is underlined, what lowered it is dotted.
 *
 * @param text null for an image
 * @param map null for a text
 */
public record InputPicture(String input, @Nullable MarkedText text, @Nullable HeatMap map) {
    /** Weights below this share of the largest are not coloured. */
    private static final double NOTHING = 0.05;

    private static final int STRENGTHS = 3;

    static List<InputPicture> read(JsonNode details, Format format) {
        List<InputPicture> pictures = new ArrayList<>();
        for (Map.Entry<String, JsonNode> detail : details.properties()) {
            JsonNode what = detail.getValue();
            switch (what.path("kind").asText()) {
                case "text" ->
                        pictures.add(
                                new InputPicture(
                                        detail.getKey(), MarkedText.read(what, format), null));
                case "heat-map" ->
                        pictures.add(
                                new InputPicture(
                                        detail.getKey(), null, HeatMap.read(what, format)));
                default -> {} // of a later version: the bars still hold
            }
        }
        return pictures;
    }

    /**
     * {@code w-up-3}, the strongest that raised, to {@code w-down-3}; empty for next to nothing.
     */
    static String style(double weight, double largest) {
        double share = largest == 0 ? 0 : Math.abs(weight) / largest;
        if (share < NOTHING) {
            return "";
        }
        int strength = (int) Math.min(STRENGTHS, 1 + Math.floor(share * STRENGTHS));
        return (weight > 0 ? "w-up-" : "w-down-") + strength;
    }

    public String getInput() {
        return input;
    }

    public @Nullable MarkedText getText() {
        return text;
    }

    public @Nullable HeatMap getMap() {
        return map;
    }
}
