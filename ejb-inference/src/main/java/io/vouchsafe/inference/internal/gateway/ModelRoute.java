package io.vouchsafe.inference.internal.gateway;

import io.vouchsafe.governance.DeployedVersion;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.TensorSpec;
import java.util.Set;
import java.util.stream.Collectors;

/** The version that answers, in memory, and how it is called. */
record ModelRoute(DeployedVersion version, LoadedModel model, Signature signature) {
    ModelRef ref() {
        return version.ref();
    }

    Set<String> requiredInputs() {
        return signature.inputs().stream()
                .map(TensorSpec::name)
                .collect(Collectors.toUnmodifiableSet());
    }
}
