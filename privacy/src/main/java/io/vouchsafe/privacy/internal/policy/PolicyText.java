package io.vouchsafe.privacy.internal.policy;

import static io.vouchsafe.privacy.internal.PrivacyMessages.TEXT;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vouchsafe.kernel.PolicyRef;
import io.vouchsafe.privacy.PolicyRule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A revision as it is stored and digested: JSON with sorted members, absent ones left out. The
 * digest in the log is over exactly this text.
 */
final class PolicyText {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private PolicyText() {}

    static String write(
            PolicyRef ref, String name, @Nullable String description, List<PolicyRule> rules) {
        Map<String, Object> document = new TreeMap<>();
        document.put("id", ref.id().value());
        document.put("revision", ref.revision());
        document.put("name", name);
        if (description != null) {
            document.put("description", description);
        }
        document.put("rules", rules.stream().map(PolicyText::members).toList());
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw TEXT.documentUnreadable(ref, impossible);
        }
    }

    static List<PolicyRule> rules(PolicyRef ref, String document) {
        try {
            List<PolicyRule> rules = new ArrayList<>();
            for (JsonNode rule : JSON.readTree(document).required("rules")) {
                Map<String, String> parameters = new LinkedHashMap<>();
                rule.required("parameters")
                        .properties()
                        .forEach(each -> parameters.put(each.getKey(), each.getValue().asText()));
                rules.add(
                        new PolicyRule(
                                text(rule, "input"),
                                text(rule, "output"),
                                text(rule, "entity"),
                                rule.required("operator").asText(),
                                parameters));
            }
            return rules;
        } catch (JsonProcessingException | IllegalArgumentException broken) {
            throw TEXT.documentUnreadable(ref, broken);
        }
    }

    /** {@code sha256:} and hexadecimal digits. */
    static String digest(String document) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(document.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, Object> members(PolicyRule rule) {
        Map<String, Object> members = new TreeMap<>();
        members.put("operator", rule.operator());
        members.put("parameters", new TreeMap<>(rule.parameters()));
        if (rule.input() != null) {
            members.put("input", rule.input());
        }
        if (rule.output() != null) {
            members.put("output", rule.output());
        }
        if (rule.entity() != null) {
            members.put("entity", rule.entity());
        }
        return members;
    }

    private static @Nullable String text(JsonNode rule, String member) {
        JsonNode value = rule.get(member);
        return value == null ? null : value.asText();
    }
}
