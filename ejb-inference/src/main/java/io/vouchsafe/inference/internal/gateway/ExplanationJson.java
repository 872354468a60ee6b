package io.vouchsafe.inference.internal.gateway;

import io.vouchsafe.inference.spi.Explanation;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An explanation as canonical JSON: {@code {"method", "output", "parameters", "rows":
 * [{"attributions": {}, "baseline", "details": {}, "residual", "sampling": {}, "target", "value"}],
 * "steps", "v"}}; {@code parameters}, {@code details}, {@code sampling} and {@code steps} only
 * where the method has them. What stands in {@code attributions}, {@code intervals} and {@code
 * details} is named by feature or input, and only there: what may not be released is found by these
 * names.
 */
final class ExplanationJson {
    /** 1 had no {@code v}, and neither parameters, sampling nor details. */
    private static final int VERSION = 2;

    private ExplanationJson() {}

    static byte[] bytes(Explanation explanation) {
        Map<String, Object> json = new HashMap<>();
        json.put("method", explanation.method());
        json.put("output", explanation.output());
        if (!explanation.parameters().isEmpty()) {
            json.put("parameters", explanation.parameters());
        }
        json.put("rows", explanation.rows().stream().map(ExplanationJson::row).toList());
        if (explanation.steps() > 0) {
            json.put("steps", explanation.steps());
        }
        json.put("v", VERSION);
        return CanonicalJson.bytes(json);
    }

    private static Map<String, Object> row(Explanation.Row row) {
        Map<String, Object> json = new HashMap<>();
        json.put("attributions", row.attributions());
        json.put("baseline", row.baseline());
        if (!row.details().isEmpty()) {
            Map<String, Object> details = new HashMap<>();
            row.details().forEach((input, detail) -> details.put(input, detail(detail)));
            json.put("details", details);
        }
        json.put("residual", row.residual());
        Explanation.Sampling sampling = row.sampling();
        if (sampling != null) {
            json.put("sampling", sampling(sampling));
        }
        json.put("target", row.target());
        json.put("value", row.value());
        return json;
    }

    /** The seed as 16 hexadecimal digits: JSON's numbers cannot hold it. */
    private static Map<String, Object> sampling(Explanation.Sampling sampling) {
        return Map.of(
                "evaluations", sampling.evaluations(),
                "intervals", sampling.intervals(),
                "samples", sampling.samples(),
                "seed", HexFormat.of().toHexDigits(sampling.seed()),
                "stopped", sampling.stopped().name().toLowerCase(Locale.ROOT));
    }

    private static Map<String, Object> detail(Explanation.Detail detail) {
        return switch (detail) {
            case Explanation.Text text ->
                    Map.of(
                            "kind", "text",
                            "spans", text.spans().stream().map(ExplanationJson::span).toList(),
                            "text", text.text());
            case Explanation.HeatMap map ->
                    Map.of(
                            "height", map.height(),
                            "kind", "heat-map",
                            "patch", map.patch(),
                            "weights", List.copyOf(map.weights()),
                            "width", map.width());
        };
    }

    private static Map<String, Object> span(Explanation.Span span) {
        return Map.of("end", span.end(), "start", span.start(), "weight", span.weight());
    }
}
