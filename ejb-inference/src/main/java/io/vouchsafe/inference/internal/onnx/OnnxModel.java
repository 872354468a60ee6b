package io.vouchsafe.inference.internal.onnx;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import ai.onnxruntime.OrtSession;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelClosedException;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.privacy.MaskedInput;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A session of ONNX Runtime: the one owner of its native memory. */
final class OnnxModel implements LoadedModel {
    /** A model that was loaded and warmed up fails on what it is given. */
    private static final Set<OrtErrorCode> OF_THE_INPUT =
            EnumSet.of(
                    OrtErrorCode.ORT_INVALID_ARGUMENT,
                    OrtErrorCode.ORT_FAIL,
                    OrtErrorCode.ORT_RUNTIME_EXCEPTION);

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Interface face;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    /** Takes over the session; it is closed when it has another face than the file says. */
    OnnxModel(OrtEnvironment environment, OrtSession session, Interface face) {
        this.environment = environment;
        this.session = session;
        this.face = face;
        Signature signature = face.signature();
        if (!session.getInputNames().equals(names(signature.inputs()))
                || !session.getOutputNames().equals(names(signature.outputs()))) {
            close();
            throw new ModelRejectedException("model-load", LOG.otherSignatures(), null);
        }
    }

    private static Set<String> names(List<TensorSpec> specs) {
        Set<String> names = new java.util.HashSet<>();
        specs.forEach(spec -> names.add(spec.name()));
        return names;
    }

    @Override
    public Map<String, Signature> signatures() {
        return Map.of(face.signature().name(), face.signature());
    }

    @Override
    public Payload predict(Signature signature, MaskedInput input, Set<String> outputs) {
        return predict(signature, input, outputs, Deadline.NONE);
    }

    /** A run that passes the deadline ends first, and then counts for nothing. */
    @Override
    public Payload predict(
            Signature signature, MaskedInput input, Set<String> outputs, Deadline deadline) {
        if (!signature.name().equals(face.signature().name())) {
            throw new IllegalArgumentException("No signature " + signature.name());
        }
        lock.readLock().lock();
        try {
            if (closed) {
                throw new ModelClosedException();
            }
            deadline.check();
            Payload answer = run(input.payload().tensors(), outputs);
            deadline.check();
            return answer;
        } finally {
            lock.readLock().unlock();
        }
    }

    private Payload run(Map<String, Tensor> inputs, Set<String> wanted) {
        List<NativeTensor> given = new ArrayList<>();
        try {
            Map<String, OnnxTensorLike> feeds = new HashMap<>();
            for (TensorSpec spec : face.signature().inputs()) {
                NativeTensor tensor =
                        NativeTensor.of(
                                environment, Objects.requireNonNull(inputs.get(spec.name())));
                given.add(tensor);
                feeds.put(spec.name(), tensor.handle());
            }
            Set<String> fetches = wanted.isEmpty() ? names(face.signature().outputs()) : wanted;
            try (OrtSession.Result result = session.run(feeds, fetches)) {
                return new Payload(read(result, fetches));
            }
        } catch (OrtException failure) {
            throw failed(failure);
        } finally {
            given.forEach(NativeTensor::close);
        }
    }

    private Map<String, Tensor> read(OrtSession.Result result, Set<String> fetches)
            throws OrtException {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        for (TensorSpec spec : face.signature().outputs()) {
            if (!fetches.contains(spec.name())) {
                continue;
            }
            OnnxValue value = result.get(spec.name()).orElseThrow();
            List<String> labels = face.labels().get(spec.name());
            outputs.put(
                    spec.name(),
                    labels == null
                            ? NativeTensor.read(environment, (OnnxTensor) value, spec.dataType())
                            : NativeTensor.columns(value, labels));
        }
        return outputs;
    }

    /** The runtime's text may quote values, so only its code goes on. */
    private static PredictionFailedException failed(OrtException failure) {
        OrtErrorCode code = failure.getCode();
        String said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        boolean memory = said.contains("bad_alloc") || said.contains("failed to allocate");
        return new PredictionFailedException(
                OF_THE_INPUT.contains(code) && !memory,
                "ONNX Runtime answered with code " + code,
                null);
    }

    /** Waits for running calls. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                session.close();
            }
        } catch (OrtException broken) {
            throw new IllegalStateException(broken);
        } finally {
            lock.writeLock().unlock();
        }
    }
}
