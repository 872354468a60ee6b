package io.vouchsafe.benchmarks.engine;

import io.vouchsafe.benchmarks.report.Report;
import io.vouchsafe.benchmarks.report.Spread;
import io.vouchsafe.inference.internal.InferenceSettings;
import io.vouchsafe.inference.internal.tensorflow.TensorFlowEngine;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.MaskedInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;

/**
 * Calls per second of a plain {@code Session.run} loop, and of the engine around the same model:
 * both make tensors of Java values for every call and read the answer back.
 */
public final class EngineBenchmark {
    private final Path model;
    private final Path body;
    private final int rounds;
    private final double seconds;

    public EngineBenchmark(Path model, Path body, int rounds, double seconds) {
        this.model = model;
        this.body = body;
        this.rounds = rounds;
        this.seconds = seconds;
    }

    public void run(Report report, Path work) throws IOException {
        report.title("1. Raw TensorFlow Java loop, and the engine (plain JVM, the demo's model)");
        Map<String, String> environment = Map.of("VOUCHSAFE_DATA", work.toString());
        TensorFlowEngine engine = new TensorFlowEngine(InferenceSettings.from(environment));
        try (SavedModelBundle bundle = SavedModelBundle.load(model.toString(), "serve");
                LoadedModel loaded = engine.load(model)) {
            for (int rows : List.of(1, 64)) {
                Values values = Values.read(body, rows);
                for (int threads : List.of(1, 2)) {
                    pairs(report, rows, threads, raw(bundle, values), governed(loaded, values));
                }
            }
        }
    }

    private void pairs(Report report, int rows, int threads, Runnable raw, Runnable engine) {
        perSecond(raw, threads);
        perSecond(engine, threads);
        List<Double> raws = new ArrayList<>();
        List<Double> engines = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            raws.add(perSecond(raw, threads));
            engines.add(perSecond(engine, threads));
            ratios.add(engines.getLast() / raws.getLast());
        }
        report.say(
                "batch %2d, %d thread(s): raw %s calls/s, engine %s calls/s",
                rows, threads, Spread.of(raws).text(0), Spread.of(engines).text(0));
        report.budget(
                "engine ÷ raw TensorFlow Java, batch %d, %d thread(s)".formatted(rows, threads),
                "≥ 0.90",
                Spread.of(ratios),
                2,
                ratio -> ratio >= 0.90);
    }

    private double perSecond(Runnable call, int threads) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<Long>> counts =
                    IntStream.range(0, threads)
                            .mapToObj(i -> pool.submit(() -> count(call, end)))
                            .toList();
            long all = 0;
            for (Future<Long> count : counts) {
                all += count.get();
            }
            return all / seconds;
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static long count(Runnable call, long end) {
        long count = 0;
        while (System.nanoTime() < end) {
            call.run();
            count++;
        }
        return count;
    }

    private static Runnable raw(SavedModelBundle bundle, Values values) {
        SignatureDef signature = bundle.metaGraphDef().getSignatureDefMap().get(Signature.DEFAULT);
        if (signature == null) {
            throw new IllegalStateException("The model has no " + Signature.DEFAULT);
        }
        Map<String, String> feeds = new TreeMap<>();
        signature.getInputsMap().forEach((name, info) -> feeds.put(name, info.getName()));
        List<String> fetches = new ArrayList<>();
        signature.getOutputsMap().forEach((name, info) -> fetches.add(info.getName()));
        return () -> {
            Map<String, org.tensorflow.Tensor> inputs = values.tensors();
            Session.Runner runner = bundle.session().runner();
            inputs.forEach((name, tensor) -> runner.feed(feeds.get(name), tensor));
            fetches.forEach(runner::fetch);
            try (var outputs = runner.run()) {
                outputs.forEach(output -> touch(output.getValue()));
            } finally {
                inputs.values().forEach(org.tensorflow.Tensor::close);
            }
        };
    }

    private static void touch(org.tensorflow.Tensor tensor) {
        byte[] copy = new byte[(int) tensor.numBytes()];
        if (tensor instanceof TFloat32) {
            tensor.asRawTensor().data().read(copy);
        }
    }

    private static Runnable governed(LoadedModel model, Values values) {
        Signature signature = model.signatures().get(Signature.DEFAULT);
        if (signature == null) {
            throw new IllegalStateException("The model has no " + Signature.DEFAULT);
        }
        return () -> {
            Map<String, Tensor> outputs =
                    model.predict(
                                    signature,
                                    MaskedInput.insecureUnmasked(values.payload()),
                                    Set.of())
                            .tensors();
            if (outputs.isEmpty()) {
                throw new IllegalStateException("No output");
            }
        };
    }
}
