package io.vouchsafe.inference.internal.gateway;

import io.vouchsafe.governance.DeployedVersion;
import io.vouchsafe.privacy.MaskedInput;
import io.vouchsafe.privacy.ReleasedOutput;

/**
 * A request that is answered, but for its entry.
 *
 * @param body to be sent
 */
record Served(DeployedVersion version, MaskedInput masked, ReleasedOutput released, byte[] body) {}
