package io.vouchsafe.privacy.internal.operator;

import io.vouchsafe.privacy.spi.Action;
import io.vouchsafe.privacy.spi.Operator;
import io.vouchsafe.privacy.spi.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;

/**
 * {@code mask}: one mask character for each character of the marked text. Parameters: {@code
 * keep_first}, {@code keep_last} (how many stay, 0), {@code masking_char} ({@code *}).
 *
 * <p>A character is what a person sees as one (an extended grapheme cluster, UAX #29), so no letter
 * loses its accent and no flag half of itself. A text no longer than what is to be kept is masked
 * whole: a short value must not pass for a masked one.
 */
@ApplicationScoped
public class Mask implements Operator {
    private static final String KEEP_FIRST = "keep_first";
    private static final String KEEP_LAST = "keep_last";
    private static final String MASKING_CHAR = "masking_char";

    @Override
    public String name() {
        return "mask";
    }

    @Override
    public Set<Place> places() {
        return Set.of(Place.INPUT, Place.OUTPUT);
    }

    @Override
    public boolean rewrites() {
        return true;
    }

    @Override
    public Action prepare(Map<String, String> parameters) {
        Parameters known =
                Parameters.of(name(), parameters, Set.of(KEEP_FIRST, KEEP_LAST, MASKING_CHAR));
        Masked masked =
                new Masked(
                        known.count(KEEP_FIRST),
                        known.count(KEEP_LAST),
                        known.character(MASKING_CHAR, "*"));
        Action.Rewrite rewrite = (text, spans) -> SpanRewriter.rewrite(text, spans, masked::apply);
        return rewrite;
    }

    private record Masked(int first, int last, String character) {
        String apply(String text) {
            Graphemes graphemes = Graphemes.of(text);
            int count = graphemes.count();
            if (count <= (long) first + last) {
                return character.repeat(count);
            }
            return text.substring(0, graphemes.boundary(first))
                    + character.repeat(count - first - last)
                    + text.substring(graphemes.boundary(count - last));
        }
    }
}
