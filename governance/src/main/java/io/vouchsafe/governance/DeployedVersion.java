package io.vouchsafe.governance;

import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Signature;
import java.util.Map;

/**
 * A version that may answer.
 *
 * @param digest {@code sha256:…} of its files, also their name in {@link Artefacts}
 * @param signatures by name
 * @param card settings of the model's card that the engine needs, such as the explanation baseline
 */
public record DeployedVersion(
        ModelRef ref, String digest, Map<String, Signature> signatures, CardSettings card) {
    public DeployedVersion {
        signatures = Map.copyOf(signatures);
    }
}
