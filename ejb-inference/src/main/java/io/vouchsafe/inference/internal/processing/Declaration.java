package io.vouchsafe.inference.internal.processing;

import static io.vouchsafe.inference.internal.processing.ProcessingMessages.TEXTS;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vouchsafe.governance.Registry;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.kernel.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The file {@value Registry#DECLARATION} of a version; see docs/processing.md. */
public final class Declaration {
    /** Beside the model's own file. */
    static final String FILE = Registry.DECLARATION;

    static final int LARGEST = 4 << 20;
    private static final int DEPTH = 8;

    private static final ObjectMapper JSON =
            new ObjectMapper(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Declaration() {}

    /**
     * Refuses an archive that holds a declaration where nobody would read it.
     *
     * @param files everything that was unpacked
     * @param folder the model's
     */
    public static void checkPlace(Path files, Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(files, DEPTH)) {
            all.filter(file -> file.endsWith(FILE))
                    .filter(file -> !folder.equals(file.getParent()))
                    .findFirst()
                    .ifPresent(
                            file -> {
                                String place = files.relativize(file).toString();
                                throw Fields.rejected(TEXTS.misplaced(place));
                            });
        }
    }

    /** Gives a version that declares nothing what its model's card says, as a file of its own. */
    public static void adopt(Path folder, @Nullable String fromCard) throws IOException {
        Path file = folder.resolve(FILE);
        if (fromCard != null && !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.writeString(file, fromCard, StandardOpenOption.CREATE_NEW);
        }
    }

    /**
     * The signatures as clients see them.
     *
     * @param signatures the model's own
     * @throws ModelRejectedException when the declaration does not fit them
     */
    public static List<Signature> publicSignatures(Path folder, List<Signature> signatures) {
        return read(folder, signatures).values().stream().map(ProcessedSignature::outer).toList();
    }

    /** Each signature with its steps, by name; all without steps when there is no declaration. */
    static Map<String, ProcessedSignature> read(Path folder, List<Signature> signatures) {
        Map<String, ProcessedSignature> processed = new LinkedHashMap<>();
        for (Signature signature : signatures) {
            processed.put(signature.name(), ProcessedSignature.untouched(signature));
        }
        JsonNode tree = tree(folder);
        if (tree == null) {
            return processed;
        }
        Fields root = new Fields(FILE, tree);
        int form = root.whole("vouchsafe", 1, Integer.MAX_VALUE);
        if (form != 1) {
            throw Fields.rejected(TEXTS.formUnknown(form));
        }
        ModelFiles files = new ModelFiles(folder);
        for (Map.Entry<String, Fields> entry :
                root.byName("signatures", name -> "Signature '" + name + "'")) {
            ProcessedSignature known = processed.get(entry.getKey());
            if (known == null) {
                throw Fields.rejected(
                        TEXTS.signatureUnknown(
                                entry.getKey(),
                                String.join(", ", new TreeSet<>(processed.keySet()))));
            }
            processed.put(entry.getKey(), signature(entry.getValue(), known.inner(), files));
        }
        root.end();
        return processed;
    }

    private static ProcessedSignature signature(Fields fields, Signature inner, ModelFiles files) {
        ModelTensors inputs = new ModelTensors(inner.inputs());
        ModelTensors outputs = new ModelTensors(inner.outputs());
        List<InputStep> before = new ArrayList<>();
        for (InputStep step :
                fields.objects("inputs", "input step", each -> input(each, inputs, files))) {
            before.add(step);
        }
        List<OutputStep> after =
                fields.objects("outputs", "output step", each -> output(each, outputs, files));
        fields.end();
        return ProcessedSignature.of(fields.where(), inner, before, after);
    }

    private static InputStep input(Fields fields, ModelTensors tensors, ModelFiles files) {
        String step = fields.text("step");
        Fields named = fields.named(step);
        return switch (step) {
            case "image" -> ImageStep.read(named, tensors);
            case "text" -> TextStep.read(named, tensors, files);
            case "table" -> TableStep.read(named, tensors, files);
            default ->
                    throw Fields.rejected(
                            TEXTS.stepUnknown(fields.where(), step, "image, text, table"));
        };
    }

    private static OutputStep output(Fields fields, ModelTensors tensors, ModelFiles files) {
        String step = fields.text("step");
        Fields named = fields.named(step);
        return switch (step) {
            case "scores" -> ScoreStep.read(named, tensors);
            case "labels" -> LabelStep.read(named, tensors, files);
            default ->
                    throw Fields.rejected(
                            TEXTS.stepUnknown(fields.where(), step, "scores, labels"));
        };
    }

    private static @Nullable JsonNode tree(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw Fields.rejected(TEXTS.fileTooLarge(FILE, LARGEST));
            }
            JsonNode tree = JSON.readTree(bytes);
            if (!tree.isObject()) {
                throw Fields.rejected(TEXTS.notJson("it is no object"));
            }
            return tree;
        } catch (JsonProcessingException malformed) {
            throw Fields.rejected(TEXTS.notJson(malformed.getOriginalMessage()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
