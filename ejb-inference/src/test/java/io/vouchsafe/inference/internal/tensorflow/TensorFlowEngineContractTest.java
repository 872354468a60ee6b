package io.vouchsafe.inference.internal.tensorflow;

import io.vouchsafe.inference.spi.ModelEngine;
import io.vouchsafe.inference.testing.EngineContract;
import io.vouchsafe.inference.testing.SavedModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class TensorFlowEngineContractTest extends EngineContract {
    @Override
    protected ModelEngine engine() {
        return Engines.ENGINE;
    }

    @Override
    protected Path linear(Path folder, float[] weights, float bias) {
        return SavedModels.linear(folder, weights, bias);
    }

    @Override
    protected void rubbish(Path folder) throws IOException {
        Files.write(folder.resolve("saved_model.pb"), new byte[] {1, 2, 3, (byte) 0xff});
    }
}
