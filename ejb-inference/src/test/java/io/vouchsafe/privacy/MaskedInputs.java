package io.vouchsafe.privacy;

import io.vouchsafe.kernel.Payload;
import java.util.Map;
import java.util.Set;

/** Proofs as a policy would leave them. In this package, because it makes proofs. */
public final class MaskedInputs {
    private MaskedInputs() {}

    /** As after a policy that dropped some inputs; their neutral values stand in the payload. */
    public static MaskedInput dropped(Payload payload, String... inputs) {
        return new MaskedInput(payload, null, Map.of("drop:" + inputs[0], 1), Set.of(inputs));
    }
}
