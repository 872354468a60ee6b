package io.vouchsafe.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which part of the suite a stack belongs to. */
final class Stage {
    private static final String OURS = "io.vouchsafe.";
    private static final Map<String, String> PARTS = new LinkedHashMap<>();
    private static final Map<String, String> SERVER = new LinkedHashMap<>();

    static {
        PARTS.put("io.vouchsafe.rest.internal.identity.", "authenticate");
        PARTS.put("io.vouchsafe.rest.internal.openinference.", "decode, encode");
        PARTS.put("io.vouchsafe.rest.", "rest-api, other");
        PARTS.put("io.vouchsafe.partners.", "admit, metering");
        PARTS.put("io.vouchsafe.governance.", "route");
        PARTS.put("io.vouchsafe.privacy.", "mask, release");
        PARTS.put("io.vouchsafe.inference.internal.tensorflow.", "engine");
        PARTS.put("io.vouchsafe.inference.", "gateway");
        PARTS.put("io.vouchsafe.audit.internal.committer.", "committer");
        PARTS.put("io.vouchsafe.audit.internal.checkpoint.", "checkpoints");
        PARTS.put("io.vouchsafe.audit.", "entry: canonical JSON, hashes");
        PARTS.put("io.vouchsafe.verifier.", "entry: canonical JSON, hashes");
        PARTS.put("io.vouchsafe.", "suite, other");
        SERVER.put("org.jboss.resteasy.", "JAX-RS (RESTEasy)");
        SERVER.put("org.jboss.as.ejb3.", "EJB and CDI around a call");
        SERVER.put("org.jboss.as.ee.", "EJB and CDI around a call");
        SERVER.put("org.jboss.invocation.", "EJB and CDI around a call");
        SERVER.put("org.jboss.as.weld.", "EJB and CDI around a call");
        SERVER.put("org.jboss.weld.", "EJB and CDI around a call");
        SERVER.put("org.wildfly.security.", "security (Elytron)");
        SERVER.put("io.undertow.", "HTTP (Undertow)");
        SERVER.put("org.xnio.", "HTTP (Undertow)");
    }

    private Stage() {}

    /**
     * The stage of a stack, innermost frame first: of our own innermost frame, unless the server's
     * machinery stands between it and the top.
     */
    static String of(List<String> frames) {
        for (String frame : frames) {
            String server = match(SERVER, frame);
            if (server != null) {
                return server;
            }
            if (frame.startsWith(OURS)) {
                String part = match(PARTS, frame);
                return part == null ? "suite, other" : part;
            }
        }
        return "other threads of the server";
    }

    private static @Nullable String match(Map<String, String> parts, String frame) {
        for (Map.Entry<String, String> part : parts.entrySet()) {
            if (frame.startsWith(part.getKey())) {
                return part.getValue();
            }
        }
        return null;
    }
}
