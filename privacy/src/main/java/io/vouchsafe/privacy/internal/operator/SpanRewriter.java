package io.vouchsafe.privacy.internal.operator;

import io.vouchsafe.privacy.spi.Span;
import java.util.List;
import java.util.function.UnaryOperator;

/** Replaces spans in one pass over the text, code points to UTF-16 included. */
final class SpanRewriter {
    private SpanRewriter() {}

    static String rewrite(String text, List<Span> spans, UnaryOperator<String> replacement) {
        StringBuilder result = new StringBuilder(text.length());
        int units = 0;
        int codePoints = 0;
        for (Span span : spans) {
            int start = text.offsetByCodePoints(units, span.start() - codePoints);
            int end = text.offsetByCodePoints(start, span.end() - span.start());
            result.append(text, units, start);
            result.append(replacement.apply(text.substring(start, end)));
            units = end;
            codePoints = span.end();
        }
        return result.append(text, units, text.length()).toString();
    }
}
