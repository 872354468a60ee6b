package io.vouchsafe.inference.internal.upstream;

import io.vouchsafe.inference.spi.ModelEngine;
import io.vouchsafe.inference.testing.EngineContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

class UpstreamEngineContractTest extends EngineContract {
    private final Upstreams upstreams = new Upstreams();

    @AfterEach
    void stop() {
        upstreams.close();
    }

    @Override
    protected ModelEngine engine() {
        return upstreams.engine;
    }

    @Override
    protected Path linear(Path folder, float[] weights, float bias) {
        upstreams.server.behave(Upstreams.linear(weights, bias));
        return upstreams.write(folder, "open-inference", "linear", "");
    }

    @Override
    protected int manyWeights() {
        return 1000;
    }

    @Override
    protected void rubbish(Path folder) throws IOException {
        Files.write(folder.resolve("upstream.json"), new byte[] {1, 2, 3, (byte) 0xff});
    }
}
