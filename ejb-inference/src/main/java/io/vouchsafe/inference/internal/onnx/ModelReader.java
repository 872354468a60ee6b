package io.vouchsafe.inference.internal.onnx;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.vouchsafe.inference.internal.onnx.ModelFile.External;
import io.vouchsafe.inference.internal.onnx.ModelFile.Kind;
import io.vouchsafe.inference.internal.onnx.ModelFile.Operator;
import io.vouchsafe.inference.internal.onnx.ModelFile.Value;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.kernel.Shape;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads onnx.proto's wire format in one pass, over weights of any size without keeping them. As in
 * protobuf, a message that stands twice is both parts together, and of a plain field the last
 * counts.
 */
final class ModelReader {
    /** Protobuf itself goes no further. */
    private static final long MAX_BYTES = Integer.MAX_VALUE;

    private static final int MAX_NODES = 1_000_000;
    private static final int MAX_DEPTH = 40;
    private static final int EXTERNAL = 1;

    private final List<Value> inputs = new ArrayList<>();
    private final List<Value> outputs = new ArrayList<>();
    private final Set<String> initializers = new HashSet<>();
    private final Map<Operator, String> operators = new LinkedHashMap<>();
    private final Set<Operator> functions = new HashSet<>();
    private final List<External> externals = new ArrayList<>();
    private final Map<String, List<String>> zipped = new HashMap<>();
    private final Set<String> metadata = new HashSet<>();
    private int nodes;
    private int depth;
    private boolean graphSeen;

    private ModelReader() {}

    /**
     * Reads {@code folder/model.onnx}.
     *
     * @throws ModelRejectedException when it is missing, too large or no ONNX model
     */
    static ModelFile read(Path folder) {
        Path file = folder.resolve(ModelFile.NAME);
        if (!Files.isRegularFile(file)) {
            throw new ModelRejectedException("model-missing", LOG.noOnnxModel(), null);
        }
        ModelReader reader = new ModelReader();
        try {
            long bytes = Files.size(file);
            if (bytes > MAX_BYTES) {
                throw new ModelRejectedException(
                        "model-too-large", LOG.onnxTooLarge(bytes, MAX_BYTES), null);
            }
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                reader.model(CodedInputStream.newInstance(in, 1 << 16));
            }
        } catch (InvalidProtocolBufferException malformed) {
            throw unreadable(malformed);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        if (!reader.graphSeen) {
            throw unreadable(null);
        }
        return new ModelFile(
                reader.inputs,
                reader.outputs,
                reader.initializers,
                reader.operators,
                reader.functions,
                reader.externals,
                reader.zipped,
                reader.metadata);
    }

    private static ModelRejectedException unreadable(@Nullable Exception cause) {
        return new ModelRejectedException("model-unreadable", LOG.unreadableOnnx(), cause);
    }

    /** Reads one field of a message. */
    @FunctionalInterface
    private interface Field {
        void read(CodedInputStream in, int number) throws IOException;
    }

    /** Reads fields to the end of the message or file. */
    private static void fields(CodedInputStream in, Field field) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int before = in.getTotalBytesRead();
            field.read(in, tag);
            if (in.getTotalBytesRead() == before && !in.skipField(tag)) {
                throw new InvalidProtocolBufferException("a group ends that never began");
            }
        }
    }

    private void message(CodedInputStream in, Field field) throws IOException {
        if (++depth > MAX_DEPTH) {
            throw new InvalidProtocolBufferException("nested too deeply");
        }
        int end = in.pushLimit(in.readRawVarint32());
        fields(in, field);
        in.popLimit(end);
        depth--;
    }

    private static int tag(int number, int type) {
        return number << 3 | type;
    }

    private static int bytes(int number) {
        return tag(number, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    }

    private void model(CodedInputStream file) throws IOException {
        fields(
                file,
                (in, tag) -> {
                    if (tag == bytes(7)) {
                        graphSeen = true;
                        message(in, (graph, field) -> graphField(graph, field, true));
                    } else if (tag == bytes(14)) {
                        metadata.add(entry(in)[0]);
                    } else if (tag == bytes(20)) {
                        message(in, this::trainingField);
                    } else if (tag == bytes(25)) {
                        function(in);
                    }
                });
    }

    /** Never run by the engine; its graphs are checked all the same. */
    private void trainingField(CodedInputStream in, int tag) throws IOException {
        if (tag == bytes(1) || tag == bytes(2)) {
            message(in, (graph, field) -> graphField(graph, field, false));
        }
    }

    private void graphField(CodedInputStream in, int tag, boolean top) throws IOException {
        if (tag == bytes(1)) {
            node(in, top);
        } else if (tag == bytes(5)) {
            String name = tensor(in);
            if (top) {
                initializers.add(name);
            }
        } else if (tag == bytes(15)) {
            sparse(in);
        } else if (top && tag == bytes(11)) {
            inputs.add(value(in));
        } else if (top && tag == bytes(12)) {
            outputs.add(value(in));
        }
    }

    private void node(CodedInputStream file, boolean top) throws IOException {
        if (++nodes > MAX_NODES) {
            throw new ModelRejectedException("model-too-large", LOG.onnxNodes(MAX_NODES), null);
        }
        List<String> made = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        String[] said = {"", "", ""};
        message(
                file,
                (in, tag) -> {
                    if (tag == bytes(2)) {
                        made.add(in.readString());
                    } else if (tag == bytes(3)) {
                        said[0] = in.readString();
                    } else if (tag == bytes(4)) {
                        said[1] = in.readString();
                    } else if (tag == bytes(5)) {
                        attribute(in, labels);
                    } else if (tag == bytes(7)) {
                        said[2] = in.readString();
                    }
                });
        Operator operator = new Operator(said[2], said[1]);
        operators.putIfAbsent(operator, said[0]);
        if (top && operator.equals(new Operator("ai.onnx.ml", "ZipMap"))) {
            made.forEach(output -> zipped.put(output, List.copyOf(labels)));
        }
    }

    /** Reads the parts that may hold graphs or tensors, and a ZipMap's labels. */
    private void attribute(CodedInputStream file, List<String> labels) throws IOException {
        String[] name = {""};
        List<String> values = new ArrayList<>();
        message(
                file,
                (in, tag) -> {
                    if (tag == bytes(1)) {
                        name[0] = in.readString();
                    } else if (tag == bytes(5) || tag == bytes(10)) {
                        tensor(in);
                    } else if (tag == bytes(6) || tag == bytes(11)) {
                        message(in, (graph, field) -> graphField(graph, field, false));
                    } else if (tag == bytes(22) || tag == bytes(23)) {
                        sparse(in);
                    } else if (tag == bytes(9)) {
                        values.add(in.readString());
                    } else if (tag == tag(8, WireFormat.WIRETYPE_VARINT)) {
                        values.add(Long.toString(in.readInt64()));
                    } else if (tag == bytes(8)) {
                        int end = in.pushLimit(in.readRawVarint32());
                        while (!in.isAtEnd()) {
                            values.add(Long.toString(in.readInt64()));
                        }
                        in.popLimit(end);
                    }
                });
        if (name[0].equals("classlabels_strings") || name[0].equals("classlabels_int64s")) {
            labels.addAll(values);
        }
    }

    private void sparse(CodedInputStream file) throws IOException {
        message(
                file,
                (in, tag) -> {
                    if (tag == bytes(1) || tag == bytes(2)) {
                        tensor(in);
                    }
                });
    }

    /** Reads a tensor's head; its numbers are skipped. Returns its name. */
    private String tensor(CodedInputStream file) throws IOException {
        String[] name = {""};
        int[] where = {0};
        Map<String, String> external = new LinkedHashMap<>();
        List<String> locations = new ArrayList<>();
        message(
                file,
                (in, tag) -> {
                    if (tag == bytes(8)) {
                        name[0] = in.readString();
                    } else if (tag == bytes(13)) {
                        String[] entry = entry(in);
                        external.put(entry[0], entry[1]);
                        if (entry[0].equals("location")) {
                            locations.add(entry[1]);
                        }
                    } else if (tag == tag(14, WireFormat.WIRETYPE_VARINT)) {
                        where[0] = in.readEnum();
                    }
                });
        if (where[0] == EXTERNAL && locations.isEmpty()) {
            locations.add("");
        }
        for (String location : locations) { // a second one is checked like the one that counts
            externals.add(
                    new External(
                            name[0],
                            location,
                            whole(external.get("offset"), 0),
                            whole(external.get("length"), -1)));
        }
        return name[0];
    }

    /** A number as external data state it; what is none lies outside of every file. */
    private static long whole(@Nullable String text, long preset) {
        if (text == null) {
            return preset;
        }
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : Long.MAX_VALUE;
    }

    private String[] entry(CodedInputStream file) throws IOException {
        String[] entry = {"", ""};
        message(
                file,
                (in, tag) -> {
                    if (tag == bytes(1)) {
                        entry[0] = in.readString();
                    } else if (tag == bytes(2)) {
                        entry[1] = in.readString();
                    }
                });
        return entry;
    }

    private void function(CodedInputStream file) throws IOException {
        String[] said = {"", ""};
        message(
                file,
                (in, tag) -> {
                    if (tag == bytes(1)) {
                        said[0] = in.readString();
                    } else if (tag == bytes(7)) {
                        node(in, false);
                    } else if (tag == bytes(10)) {
                        said[1] = in.readString();
                    } else if (tag == bytes(11)) {
                        attribute(in, new ArrayList<>());
                    }
                });
        functions.add(new Operator(said[1], said[0]));
    }

    private Value value(CodedInputStream file) throws IOException {
        String[] name = {""};
        Value[] type = {new Value("", Kind.OTHER, 0, null)};
        message(
                file,
                (in, tag) -> {
                    if (tag == bytes(1)) {
                        name[0] = in.readString();
                    } else if (tag == bytes(2)) {
                        type[0] = type(in);
                    }
                });
        return new Value(name[0], type[0].kind(), type[0].element(), type[0].shape());
    }

    private Value type(CodedInputStream file) throws IOException {
        Value[] type = {new Value("", Kind.OTHER, 0, null)};
        message(
                file,
                (in, tag) -> {
                    if (tag == bytes(1)) {
                        type[0] = tensorType(in);
                    } else if (tag == bytes(4)) {
                        Value[] element = {type[0]};
                        message(
                                in,
                                (sequence, field) -> {
                                    if (field == bytes(1)) {
                                        element[0] = type(sequence);
                                    }
                                });
                        type[0] =
                                element[0].kind() == Kind.OTHER && element[0].element() > 0
                                        ? new Value("", Kind.MAPS, element[0].element(), null)
                                        : new Value("", Kind.OTHER, 0, null);
                    } else if (tag == bytes(5)) {
                        type[0] = new Value("", Kind.OTHER, mapKey(in), null);
                    }
                });
        return type[0];
    }

    /** The key's type of a map to single floats; 0 of any other map. */
    private int mapKey(CodedInputStream file) throws IOException {
        int[] key = {0};
        Value[] to = {new Value("", Kind.OTHER, 0, null)};
        message(
                file,
                (in, tag) -> {
                    if (tag == tag(1, WireFormat.WIRETYPE_VARINT)) {
                        key[0] = in.readInt32();
                    } else if (tag == bytes(2)) {
                        to[0] = type(in);
                    }
                });
        return to[0].kind() == Kind.TENSOR && to[0].element() == 1 ? key[0] : 0;
    }

    private Value tensorType(CodedInputStream file) throws IOException {
        int[] element = {0};
        @Nullable Shape[] shape = {null};
        message(
                file,
                (in, tag) -> {
                    if (tag == tag(1, WireFormat.WIRETYPE_VARINT)) {
                        element[0] = in.readInt32();
                    } else if (tag == bytes(2)) {
                        shape[0] = shape(in);
                    }
                });
        return new Value("", Kind.TENSOR, element[0], shape[0]);
    }

    private @Nullable Shape shape(CodedInputStream file) throws IOException {
        List<Long> sizes = new ArrayList<>();
        message(
                file,
                (in, tag) -> {
                    if (tag == bytes(1)) {
                        long[] size = {-1};
                        message(
                                in,
                                (dimension, field) -> {
                                    if (field == tag(1, WireFormat.WIRETYPE_VARINT)) {
                                        size[0] = Math.max(-1, dimension.readInt64());
                                    }
                                });
                        sizes.add(size[0]);
                    }
                });
        return sizes.size() > 32
                ? null
                : Shape.of(sizes.stream().mapToLong(Long::longValue).toArray());
    }
}
