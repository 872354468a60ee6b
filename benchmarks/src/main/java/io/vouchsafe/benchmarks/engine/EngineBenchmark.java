package io.vouchsafe.benchmarks.engine;

import io.vouchsafe.benchmarks.report.Report;
import io.vouchsafe.benchmarks.report.Spread;
import io.vouchsafe.inference.internal.InferenceSettings;
import io.vouchsafe.inference.internal.batching.BatchSettings;
import io.vouchsafe.inference.internal.batching.Batcher;
import io.vouchsafe.inference.internal.batching.Bulkhead;
import io.vouchsafe.inference.internal.batching.Prediction;
import io.vouchsafe.inference.internal.tensorflow.TensorFlowEngine;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.MaskedInput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
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
    private static final int CALLERS = 32;

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
                    pairs(
                            report,
                            "batch %d, %d thread(s)".formatted(rows, threads),
                            new Side(raw(bundle, values), threads),
                            new Side(governed(loaded, values), threads));
                }
            }
            Values row = Values.read(body, 1);
            Batcher batcher = new Batcher(BatchSettings.from(environment), new Bulkhead(8, 256), 8);
            pairs(
                    report,
                    "batch 1: raw by 2 threads, shared runs of %d callers".formatted(CALLERS),
                    new Side(raw(bundle, row), 2),
                    new Side(shared(batcher, loaded, row), CALLERS));
        }
    }

    /** What is called, and by how many at once. */
    private record Side(Runnable call, int threads) {}

    private void pairs(Report report, String what, Side raw, Side engine) {
        perSecond(raw);
        perSecond(engine);
        List<Double> raws = new ArrayList<>();
        List<Double> engines = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            raws.add(perSecond(raw));
            engines.add(perSecond(engine));
            ratios.add(engines.getLast() / raws.getLast());
        }
        report.say(
                "%s: raw %s calls/s, engine %s calls/s",
                what, Spread.of(raws).text(0), Spread.of(engines).text(0));
        report.budget(
                "engine ÷ raw TensorFlow Java, " + what,
                "≥ 0.90",
                Spread.of(ratios),
                2,
                ratio -> ratio >= 0.90);
    }

    private double perSecond(Side side) {
        Runnable call = side.call();
        int threads = side.threads();
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

    /** One row by each of many callers, who share runs. */
    private static Runnable shared(Batcher batcher, LoadedModel model, Values values) {
        Signature signature = model.signatures().get(Signature.DEFAULT);
        if (signature == null) {
            throw new IllegalStateException("The model has no " + Signature.DEFAULT);
        }
        AtomicInteger caller = new AtomicInteger();
        ThreadLocal<ContractId> contract =
                ThreadLocal.withInitial(() -> new ContractId("c" + caller.getAndIncrement() % 4));
        return () ->
                batcher.predict(
                        new Prediction(
                                model,
                                true,
                                signature,
                                MaskedInput.insecureUnmasked(values.payload()),
                                Set.of(),
                                contract.get(),
                                Deadline.in(Duration.ofSeconds(30))));
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
