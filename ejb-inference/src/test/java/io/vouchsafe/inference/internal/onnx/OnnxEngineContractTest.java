package io.vouchsafe.inference.internal.onnx;

import io.vouchsafe.inference.spi.ModelEngine;
import io.vouchsafe.inference.testing.EngineContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class OnnxEngineContractTest extends EngineContract {
    @Override
    protected ModelEngine engine() {
        return OnnxModels.ENGINE;
    }

    @Override
    protected Path linear(Path folder, float[] weights, float bias) {
        return OnnxModels.write(folder, OnnxModels.linear(weights, bias));
    }

    @Override
    protected void rubbish(Path folder) throws IOException {
        Files.write(folder.resolve("model.onnx"), new byte[] {1, 2, 3, (byte) 0xff});
    }
}
