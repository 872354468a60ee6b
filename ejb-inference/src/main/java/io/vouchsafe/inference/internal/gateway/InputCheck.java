package io.vouchsafe.inference.internal.gateway;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a request fits the signature, before anything is masked or run. */
final class InputCheck {
    private InputCheck() {}

    /** Refuses with the first thing that does not fit; names it, never its content. */
    static void inputs(Payload payload, Signature signature) {
        Map<String, Tensor> tensors = payload.tensors();
        for (TensorSpec spec : signature.inputs()) {
            Tensor tensor = tensors.get(spec.name());
            if (tensor == null) {
                throw invalid(LOG.missingInput(spec.name(), names(signature.inputs())));
            }
            check(spec, tensor);
        }
        if (tensors.size() > signature.inputs().size()) {
            Set<String> known = namesOf(signature.inputs());
            for (String name : tensors.keySet()) {
                if (!known.contains(name)) {
                    throw invalid(LOG.unknownInput(shown(name), names(signature.inputs())));
                }
            }
        }
    }

    private static void check(TensorSpec spec, Tensor tensor) {
        if (tensor.dataType() != spec.dataType()) {
            throw invalid(LOG.wrongType(spec.name(), spec.dataType(), tensor.dataType()));
        }
        Shape shape = spec.shape();
        if (shape != null && !shape.accepts(tensor.shape())) {
            throw invalid(LOG.wrongShape(spec.name(), shape.toString(), tensor.shape().toString()));
        }
        if (tensor instanceof Tensor.Numeric numbers && numbers.dataType() == DataType.BOOL) {
            checkTruth(spec.name(), numbers.buffer());
        }
    }

    /** Native code takes a truth value for one bit; another byte would be undefined there. */
    private static void checkTruth(String name, ByteBuffer values) {
        while (values.hasRemaining()) {
            if ((values.get() & ~1) != 0) {
                throw invalid(LOG.wrongTruth(name));
            }
        }
    }

    /** Refuses an output that the model lacks; one that the contract hides is lacking, too. */
    static void outputs(Set<String> wanted, Signature signature, Set<String> hidden) {
        if (wanted.isEmpty()) {
            return;
        }
        List<TensorSpec> visible =
                signature.outputs().stream().filter(out -> !hidden.contains(out.name())).toList();
        Set<String> known = namesOf(visible);
        for (String name : wanted) {
            if (!known.contains(name)) {
                throw invalid(LOG.unknownOutput(shown(name), names(visible)));
            }
        }
    }

    private static Set<String> namesOf(List<TensorSpec> specs) {
        return specs.stream().map(TensorSpec::name).collect(Collectors.toSet());
    }

    private static String names(List<TensorSpec> specs) {
        return specs.stream().map(TensorSpec::name).collect(Collectors.joining(", "));
    }

    private static String shown(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "\uFFFD");
        return plain.length() <= 64 ? plain : plain.substring(0, 64) + "…";
    }

    private static RefusedException invalid(String detail) {
        return new RefusedException(Reason.INVALID_INPUT, detail);
    }
}
