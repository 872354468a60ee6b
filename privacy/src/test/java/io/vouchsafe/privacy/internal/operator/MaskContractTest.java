package io.vouchsafe.privacy.internal.operator;

import io.vouchsafe.privacy.spi.Operator;
import io.vouchsafe.privacy.spi.OperatorContract;
import java.util.Map;

class MaskContractTest extends OperatorContract {
    @Override
    protected Operator operator() {
        return new Mask();
    }

    @Override
    protected Map<String, String> strictest() {
        return Map.of();
    }
}
