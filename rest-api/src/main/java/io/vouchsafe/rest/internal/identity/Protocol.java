package io.vouchsafe.rest.internal.identity;

/** The protocol a path belongs to, for the error body its clients understand. */
enum Protocol {
    OPEN_INFERENCE("application/json") {
        @Override
        String body(Refusal refusal) {
            return "{\"error\":\"%s: %s\"}".formatted(refusal.title, refusal.detail);
        }
    },
    OPENAI("application/json") {
        @Override
        String body(Refusal refusal) {
            boolean ours = refusal == Refusal.UNAVAILABLE;
            return """
            {"error":{"message":"%s: %s","type":"%s","param":null,"code":"%s"}}"""
                    .formatted(
                            refusal.title,
                            refusal.detail,
                            ours ? "server_error" : "invalid_request_error",
                            ours ? "service_unavailable" : "invalid_api_key");
        }
    },
    MANAGEMENT("application/problem+json") {
        @Override
        String body(Refusal refusal) {
            return """
            {"type":"%s%s","title":"%s","status":%d,"detail":"%s"}"""
                    .formatted(
                            PROBLEMS, refusal.type, refusal.title, refusal.status, refusal.detail);
        }
    };

    /** Where {@code docs/problems} is published; the start of every problem's {@code type}. */
    static final String PROBLEMS = "https://vouchsafe.io/problems/";

    final String mediaType;

    Protocol(String mediaType) {
        this.mediaType = mediaType;
    }

    abstract String body(Refusal refusal);

    /**
     * By the path below the application's root; TensorFlow Serving's errors look as Open
     * Inference's.
     */
    static Protocol of(String path) {
        if (path.equals("/v1")
                || path.startsWith("/v1/")
                || path.equals("/v2")
                || path.startsWith("/v2/")) {
            return OPEN_INFERENCE;
        }
        return path.startsWith("/openai") ? OPENAI : MANAGEMENT;
    }
}
