package io.vouchsafe.rest.internal.management;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.inference.LoadState;
import org.jspecify.annotations.Nullable;

/**
 * A version, and where it stands on the node that answers.
 *
 * @param memory on this node
 */
record VersionDetailJson(@JsonUnwrapped VersionJson version, Memory memory) {
    /**
     * A version in a node's memory.
     *
     * @param reason why the last load failed; null when it did not
     */
    record Memory(LoadState.Stage stage, @Nullable String reason, long bytes) {}

    static VersionDetailJson of(VersionView version, LoadState state) {
        return new VersionDetailJson(
                VersionJson.of(version), new Memory(state.stage(), state.reason(), state.bytes()));
    }
}
