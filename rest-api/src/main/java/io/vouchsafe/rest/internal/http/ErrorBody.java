package io.vouchsafe.rest.internal.http;

import io.vouchsafe.rest.internal.json.Json;
import io.vouchsafe.rest.internal.problem.Problem;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a protocol writes a problem down. */
enum ErrorBody {
    /** Exactly {@code {"error": "…"}}. */
    OPEN_INFERENCE(MediaType.APPLICATION_JSON) {
        @Override
        Map<String, Object> members(Problem problem, String requestId) {
            return Map.of("error", problem.detail());
        }
    },
    /** RFC 9457. */
    PROBLEM("application/problem+json") {
        @Override
        Map<String, Object> members(Problem problem, String requestId) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("type", problem.type());
            members.put("title", problem.title());
            members.put("status", problem.status());
            members.put("detail", problem.detail());
            members.put("instance", requestId);
            members.putAll(problem.extensions());
            return members;
        }
    };

    private final String mediaType;

    ErrorBody(String mediaType) {
        this.mediaType = mediaType;
    }

    abstract Map<String, Object> members(Problem problem, String requestId);

    /** By the path below the application's root. */
    static ErrorBody of(String path) {
        String absolute = path.startsWith("/") ? path : "/" + path;
        return absolute.equals("/v2") || absolute.startsWith("/v2/") ? OPEN_INFERENCE : PROBLEM;
    }

    Response answer(Problem problem, String requestId) {
        Response.ResponseBuilder response =
                Response.status(problem.status())
                        .type(mediaType)
                        .entity(Json.bytes(members(problem, requestId)));
        problem.headers().forEach(response::header);
        return response.build();
    }
}
