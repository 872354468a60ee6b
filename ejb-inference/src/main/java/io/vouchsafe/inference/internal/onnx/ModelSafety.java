package io.vouchsafe.inference.internal.onnx;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.inference.internal.onnx.ModelFile.External;
import io.vouchsafe.inference.internal.onnx.ModelFile.Operator;
import io.vouchsafe.inference.spi.ModelRejectedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an ONNX model could do beyond computing: run operators that other libraries bring, and read
 * files or memory in place of its weights (docs/model-safety.md).
 *
 * <p>Limits: it does not bound time or memory of a harmless graph, and it trusts ONNX Runtime's own
 * operators.
 */
final class ModelSafety {
    private static final Set<String> DOMAINS = Set.of("", "ai.onnx.ml", "com.microsoft");

    /** Of a domain that is allowed: these read files, hand over to other code, or both. */
    private static final Set<Operator> REFUSED =
            Set.of(
                    new Operator("com.microsoft", "EPContext"),
                    new Operator("com.microsoft", "ATen"),
                    new Operator("com.microsoft", "PythonOp"),
                    new Operator("com.microsoft", "PythonOpGrad"),
                    new Operator("com.microsoft", "Snpe"));

    /** Names that exporters write; the runtime gives others a meaning of their own. */
    private static final Pattern LOCATION = Pattern.compile("[\\w.+=@ -]+(/[\\w.+=@ -]+)*");

    /** With it the runtime takes an offset for an address in memory. */
    private static final String MEMORY = "_ORT_MEM_ADDR_";

    /** With it the runtime takes session options, and so libraries, from the model. */
    private static final String CONFIGURATION = "ort_config";

    private ModelSafety() {}

    /**
     * Checks a model.
     *
     * @throws ModelRejectedException {@code model-unsafe-op} that names operator or file
     */
    static void check(Path folder, ModelFile model) {
        if (model.metadata().contains(CONFIGURATION)) {
            throw new ModelRejectedException(
                    "model-unsafe-op", LOG.onnxConfiguration(CONFIGURATION), null);
        }
        model.operators().forEach((operator, node) -> check(model, operator, node));
        model.externals().forEach(external -> check(folder, external));
    }

    private static void check(ModelFile model, Operator operator, String node) {
        boolean own = model.functions().contains(operator);
        boolean known = DOMAINS.contains(operator.domain());
        if (REFUSED.contains(operator) || !(own || known)) {
            throw new ModelRejectedException(
                    "model-unsafe-op", LOG.onnxOperator(operator.toString(), node), null);
        }
    }

    private static void check(Path folder, External external) {
        String location = external.location();
        if (!LOCATION.matcher(location).matches() || location.contains(MEMORY)) {
            throw outside(external);
        }
        for (String part : location.split("/")) {
            if (part.equals("..") || part.equals(".")) {
                throw outside(external);
            }
        }
        try {
            Path file = folder.resolve(location);
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || !file.toRealPath().startsWith(folder.toRealPath())) {
                throw outside(external);
            }
            long size = Files.size(file);
            boolean fits =
                    external.offset() <= size
                            && (external.length() < 0
                                    || external.length() <= size - external.offset());
            if (!fits) {
                throw new ModelRejectedException(
                        "model-unreadable",
                        LOG.externalTooShort(external.tensor(), location),
                        null);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ModelRejectedException outside(External external) {
        return new ModelRejectedException(
                "model-unsafe-op",
                LOG.externalOutside(shown(external.tensor()), shown(external.location())),
                null);
    }

    private static String shown(String stated) {
        String plain = stated.replaceAll("\\p{Cntrl}", "\uFFFD");
        return plain.length() <= 80 ? plain : plain.substring(0, 80) + "…";
    }
}
