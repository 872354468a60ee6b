package io.vouchsafe.privacy.internal.operator;

import io.vouchsafe.privacy.spi.Action;
import io.vouchsafe.privacy.spi.Operator;
import io.vouchsafe.privacy.spi.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;

/** {@code redact}: the marked text goes without a trace, as in Presidio. */
@ApplicationScoped
public class Redact implements Operator {
    @Override
    public String name() {
        return "redact";
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
        Parameters.of(name(), parameters, Set.of());
        Action.Rewrite rewrite = (text, spans) -> SpanRewriter.rewrite(text, spans, marked -> "");
        return rewrite;
    }
}
