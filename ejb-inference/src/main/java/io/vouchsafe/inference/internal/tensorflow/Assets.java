package io.vouchsafe.inference.internal.tensorflow;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vouchsafe.inference.spi.ModelRejectedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tensorflow.proto.AssetFileDef;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.MetaGraphDef;

/** Files that a model brings along; the loader feeds their paths to the initialisation. */
final class Assets {
    private static final String FOLDER = "assets";
    private static final String COLLECTION = "saved_model_assets";

    private Assets() {}

    /**
     * The tensors that receive the assets' paths.
     *
     * @throws ModelRejectedException when an asset is outside the model's assets folder
     */
    static Set<TensorName> of(SavedModelFile model) {
        Set<TensorName> tensors = new HashSet<>();
        for (AssetFileDef asset : definitions(model.graph())) {
            if (!isWithin(model.folder().resolve(FOLDER), asset.getFilename())) {
                throw new ModelRejectedException(
                        "model-unsafe-op", LOG.wrongAsset(asset.getFilename()), null);
            }
            tensors.add(TensorName.parse(asset.getTensorInfo().getName()));
        }
        return tensors;
    }

    /** TensorFlow 2 has a field, TensorFlow 1 a collection; the loader looks there only without. */
    private static List<AssetFileDef> definitions(MetaGraphDef graph) {
        if (graph.getAssetFileDefCount() > 0) {
            return graph.getAssetFileDefList();
        }
        List<AssetFileDef> definitions = new ArrayList<>();
        CollectionDef collection =
                graph.getCollectionDefOrDefault(COLLECTION, CollectionDef.getDefaultInstance());
        for (Any packed : collection.getAnyList().getValueList()) {
            try {
                definitions.add(AssetFileDef.parseFrom(packed.getValue()));
            } catch (InvalidProtocolBufferException malformed) {
                throw new ModelRejectedException(
                        "model-unreadable", LOG.unreadableModel(), malformed);
            }
        }
        return definitions;
    }

    /** A missing one is the loader's matter: some exports name assets that nothing reads. */
    private static boolean isWithin(Path folder, String name) {
        try {
            Path file = folder.resolve(name).normalize();
            boolean plain =
                    !name.isEmpty()
                            && !name.contains("..")
                            && !Path.of(name).isAbsolute()
                            && file.startsWith(folder.normalize());
            return plain
                    && (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                            || (Files.isRegularFile(file)
                                    && file.toRealPath().startsWith(folder.toRealPath())));
        } catch (InvalidPathException noPath) {
            return false;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
