package io.vouchsafe.rest.internal.openinference;

import java.util.Map;

/**
 * Which outputs go as bytes behind the JSON.
 *
 * @param all those that say nothing of their own
 * @param named what an output says of itself
 */
record BinaryOutputs(boolean all, Map<String, Boolean> named) {
    static final BinaryOutputs NONE = new BinaryOutputs(false, Map.of());

    BinaryOutputs {
        named = Map.copyOf(named);
    }

    boolean wants(String output) {
        return named.getOrDefault(output, all);
    }
}
