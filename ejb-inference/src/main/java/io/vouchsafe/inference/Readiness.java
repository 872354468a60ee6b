package io.vouchsafe.inference;

import java.util.List;

/**
 * Whether this node may be sent requests.
 *
 * @param obstacles empty when ready; each a short sentence
 */
public record Readiness(List<String> obstacles) {
    public Readiness {
        obstacles = List.copyOf(obstacles);
    }

    public boolean ready() {
        return obstacles.isEmpty();
    }
}
