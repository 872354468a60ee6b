package io.vouchsafe.rest.internal.http;

import io.vouchsafe.rest.internal.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Bounds headers before anything reads them; ours stand at most once. */
@Provider
@PreMatching
@Priority(1)
public class HeaderLimits implements ContainerRequestFilter {
    static final int ALL = 32_768;
    static final int OURS = 256;

    @Override
    public void filter(ContainerRequestContext request) {
        long total = 0;
        for (Map.Entry<String, List<String>> header : request.getHeaders().entrySet()) {
            String name = header.getKey();
            boolean ours = name.toLowerCase(Locale.ROOT).startsWith("vouchsafe-");
            if (ours && header.getValue().size() > 1) {
                throw ProblemType.BAD_REQUEST.because(HttpTexts.TEXTS.twice(name)).toException();
            }
            for (String value : header.getValue()) {
                if (ours && value.length() > OURS) {
                    throw ProblemType.HEADERS_TOO_LARGE
                            .because(HttpTexts.TEXTS.headerTooLong(name, OURS))
                            .toException();
                }
                total += name.length() + value.length();
            }
        }
        if (total > ALL) {
            throw ProblemType.HEADERS_TOO_LARGE
                    .because(HttpTexts.TEXTS.headersTooLong(ALL))
                    .toException();
        }
    }
}
