package io.vouchsafe.inference.internal.tensorflow;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vouchsafe.inference.spi.ModelRejectedException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;

/** A SavedModel's folder, as TensorFlow's loader will see it. */
record SavedModelFile(Path folder, MetaGraphDef graph) {
    static final String NAME = "saved_model.pb";

    /** A graph is parsed on the heap, several times its size; weights stand in variables. */
    private static final long MAX_GRAPH_BYTES = 64L << 20;

    static final String SERVE = "serve";

    /** Files that TensorFlow's loader knows beside {@link #NAME}: what it reads must be checked. */
    private static final List<String> OTHER_NAMES = List.of("saved_model.cpb", "saved_model.pbtxt");

    /**
     * Reads the one graph with exactly the tag {@code serve}: the one that the loader takes.
     *
     * @throws ModelRejectedException when there is none, or the files are no SavedModel
     */
    static SavedModelFile read(Path folder) {
        for (String other : OTHER_NAMES) {
            if (Files.exists(folder.resolve(other))) {
                throw new ModelRejectedException(
                        "model-unreadable", LOG.otherModelFile(other), null);
            }
        }
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new ModelRejectedException("model-missing", LOG.noSavedModel(), null);
        }
        List<MetaGraphDef> graphs = parse(file).getMetaGraphsList();
        List<MetaGraphDef> serving =
                graphs.stream()
                        .filter(
                                graph ->
                                        graph.getMetaInfoDef().getTagsList().equals(List.of(SERVE)))
                        .toList();
        if (serving.isEmpty()) {
            throw new ModelRejectedException("model-tag", LOG.noServeTag(tagsOf(graphs)), null);
        }
        if (serving.size() > 1) {
            throw new ModelRejectedException("model-tag", LOG.manyServeTags(serving.size()), null);
        }
        return new SavedModelFile(folder, serving.get(0));
    }

    private static SavedModel parse(Path file) {
        try {
            long bytes = Files.size(file);
            if (bytes > MAX_GRAPH_BYTES) {
                throw new ModelRejectedException(
                        "model-too-large", LOG.graphTooLarge(bytes, MAX_GRAPH_BYTES), null);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
            SavedModel model = SavedModel.parseFrom(bytes);
            if (model.getMetaGraphsCount() == 0) {
                throw new ModelRejectedException("model-unreadable", LOG.unreadableModel(), null);
            }
            return model;
        } catch (InvalidProtocolBufferException malformed) {
            throw new ModelRejectedException("model-unreadable", LOG.unreadableModel(), malformed);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String tagsOf(List<MetaGraphDef> graphs) {
        return graphs.stream()
                .map(graph -> "'" + String.join(", ", graph.getMetaInfoDef().getTagsList()) + "'")
                .collect(Collectors.joining(" and "));
    }
}
