package io.vouchsafe.inference.internal.tensorflow;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.TensorProto;

/**
 * A request of a {@code tensorflow.serving.PredictionLog}. Its messages are not part of TensorFlow,
 * so the few fields that a replay needs are read by their numbers: {@code predict_log = 6}, {@code
 * classify_log = 2}, {@code regress_log = 3}; in each {@code request = 1}; in that {@code
 * model_spec = 1} (with {@code signature_name = 3}) and {@code inputs = 2} (prediction) or {@code
 * input = 2} with {@code example_list = 1} of {@code examples = 1}.
 *
 * @param signature empty: the default one
 * @param inputs by name; of a prediction
 * @param examples serialised {@code tf.Example}s; of a classification or regression
 */
record RecordedRequest(
        String signature, Map<String, TensorProto> inputs, List<ByteString> examples) {
    private static final int CLASSIFY = 2;
    private static final int REGRESS = 3;
    private static final int PREDICT = 6;

    /** What is asked for cannot be replayed; the text names it. */
    static final class UnknownKindException extends IOException {
        private static final long serialVersionUID = 1L;

        UnknownKindException(String kind) {
            super(kind);
        }
    }

    /**
     * Reads one record.
     *
     * @throws UnknownKindException when it is another kind of log
     * @throws IOException when it is no such message
     */
    static RecordedRequest read(byte[] record) throws IOException {
        Map<Integer, List<ByteString>> log = fields(ByteString.copyFrom(record));
        for (int kind : new int[] {PREDICT, CLASSIFY, REGRESS}) {
            if (log.containsKey(kind)) {
                ByteString request = last(fields(last(log, kind)), 1);
                return kind == PREDICT ? prediction(request) : ofExamples(request);
            }
        }
        throw new UnknownKindException("PredictionLog with fields " + log.keySet());
    }

    private static RecordedRequest prediction(ByteString request) throws IOException {
        Map<Integer, List<ByteString>> fields = fields(request);
        Map<String, TensorProto> inputs = new LinkedHashMap<>();
        for (ByteString entry : fields.getOrDefault(2, List.of())) {
            Map<Integer, List<ByteString>> input = fields(entry);
            inputs.put(last(input, 1).toStringUtf8(), TensorProto.parseFrom(last(input, 2)));
        }
        return new RecordedRequest(signature(fields), inputs, List.of());
    }

    private static RecordedRequest ofExamples(ByteString request) throws IOException {
        Map<Integer, List<ByteString>> fields = fields(request);
        Map<Integer, List<ByteString>> input = fields(last(fields, 2));
        if (!input.containsKey(1)) {
            throw new UnknownKindException("examples with a context");
        }
        List<ByteString> examples = fields(last(input, 1)).getOrDefault(1, List.of());
        return new RecordedRequest(signature(fields), Map.of(), examples);
    }

    private static String signature(Map<Integer, List<ByteString>> request) throws IOException {
        return last(fields(last(request, 1)), 3).toStringUtf8();
    }

    /** Of a field that is there once, as protobuf says: the last one holds. */
    private static ByteString last(Map<Integer, List<ByteString>> fields, int number) {
        List<ByteString> values = fields.getOrDefault(number, List.of());
        return values.isEmpty() ? ByteString.EMPTY : values.getLast();
    }

    /** Messages, texts and bytes by their numbers; numbers are not needed. */
    private static Map<Integer, List<ByteString>> fields(ByteString message) throws IOException {
        Map<Integer, List<ByteString>> fields = new LinkedHashMap<>();
        CodedInputStream in = message.newCodedInput();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                fields.computeIfAbsent(
                                WireFormat.getTagFieldNumber(tag), number -> new ArrayList<>())
                        .add(in.readBytes());
            } else if (!in.skipField(tag)) {
                break;
            }
        }
        return fields;
    }
}
