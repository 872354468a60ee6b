package io.vouchsafe.privacy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy as a person writes it.
 *
 * @param name also the id after lower-casing; refused when it is no policy id
 */
public record PolicyDraft(String name, @Nullable String description, List<PolicyRule> rules) {
    public PolicyDraft {
        rules = List.copyOf(rules);
    }
}
