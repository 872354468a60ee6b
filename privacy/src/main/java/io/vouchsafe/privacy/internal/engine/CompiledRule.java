package io.vouchsafe.privacy.internal.engine;

import io.vouchsafe.privacy.spi.Action;
import io.vouchsafe.privacy.spi.Detector;
import io.vouchsafe.privacy.spi.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A rule ready to run.
 *
 * @param number its place in the policy, from 1
 * @param entity what to find; {@link Span#WHOLE} for the whole value
 * @param detectors that can find it; none for the whole value
 */
public record CompiledRule(
        int number, String operator, Action action, String entity, List<Detector> detectors) {
    public CompiledRule {
        detectors = List.copyOf(detectors);
    }

    boolean removes() {
        return action instanceof Action.Removal;
    }

    boolean actsOnWholeValues() {
        return detectors.isEmpty();
    }

    /** The text after this rule; the same object when it did not act. */
    String rewrite(String text) {
        return switch (action) {
            case Action.Removal removal -> "";
            case Action.Rewrite rewrite -> {
                List<Span> spans = spans(text);
                yield spans.isEmpty() ? text : rewrite.rewrite(text, spans);
            }
        };
    }

    private List<Span> spans(String text) {
        if (actsOnWholeValues()) {
            return text.isEmpty() ? List.of() : List.of(Span.whole(text));
        }
        List<Span> found = new ArrayList<>();
        for (Detector detector : detectors) {
            for (Span span : detector.detect(text)) {
                if (span.entity().equals(entity)) {
                    found.add(span);
                }
            }
        }
        return detectors.size() == 1 ? found : merged(found);
    }

    /** Overlapping finds of several detectors become one. */
    private static List<Span> merged(List<Span> found) {
        found.sort(Comparator.comparingInt(Span::start).thenComparingInt(Span::end));
        List<Span> merged = new ArrayList<>();
        for (Span span : found) {
            Span last = merged.isEmpty() ? null : merged.getLast();
            if (last == null || span.start() >= last.end()) {
                merged.add(span);
                continue;
            }
            int end = Math.max(last.end(), span.end());
            double score = Math.max(last.score(), span.score());
            merged.set(merged.size() - 1, new Span(last.entity(), last.start(), end, score));
        }
        return merged;
    }
}
