package io.vouchsafe.rest.internal.tensorflowserving;

import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What can be asked of a model, and how its request and answer look. */
enum Verb {
    PREDICT {
        @Override
        Question question(byte[] body, Function<String, Signature> signatures) {
            PredictBody decoded = PredictDecoder.decode(body, signatures);
            return new Question(
                    decoded.signature(),
                    decoded.inputs(),
                    decoded.rows() ? Forms::rows : Forms::columns);
        }
    },
    CLASSIFY {
        @Override
        Question question(byte[] body, Function<String, Signature> signatures) {
            return examples(body, signatures, "classification", Signature.CLASSIFY, Forms::classes);
        }
    },
    REGRESS {
        @Override
        Question question(byte[] body, Function<String, Signature> signatures) {
            return examples(body, signatures, "regression", Signature.REGRESS, Forms::regressions);
        }
    };

    private static final ServingTexts TEXTS = ServingTexts.TEXTS;

    /**
     * A decoded request.
     *
     * @param form of the answer
     */
    record Question(String signature, Payload inputs, ServingEncoder.Form form) {}

    /** In any case, as TensorFlow Serving takes them. */
    static Optional<Verb> of(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return Arrays.stream(values()).filter(verb -> verb.name().equals(upper)).findFirst();
    }

    abstract Question question(byte[] body, Function<String, Signature> signatures);

    private static Question examples(
            byte[] body,
            Function<String, Signature> signatures,
            String kind,
            String method,
            ServingEncoder.Form form) {
        ExamplesDecoder.Examples examples = ExamplesDecoder.decode(body);
        String name = examples.signature();
        Signature signature =
                signatures.apply(name == null || name.isEmpty() ? Signature.DEFAULT : name);
        if (!signature.method().equals(method)) {
            throw TEXTS.method(kind, method, signature.method());
        }
        if (signature.inputs().size() != 1) {
            throw TEXTS.oneInput();
        }
        TensorSpec input = signature.inputs().get(0);
        if (input.dataType() != DataType.BYTES) {
            throw TEXTS.notExamples(signature.name(), ServingTypes.dtype(input.dataType()));
        }
        byte[][] serialized = examples.serialized();
        Tensor tensor = new Tensor.Bytes(Shape.of(serialized.length), serialized);
        return new Question(signature.name(), new Payload(Map.of(input.name(), tensor)), form);
    }
}
