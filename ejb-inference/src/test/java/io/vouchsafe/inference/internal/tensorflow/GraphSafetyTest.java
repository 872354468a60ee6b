package io.vouchsafe.inference.internal.tensorflow;

import static io.vouchsafe.inference.testing.GraphModel.built;
import static io.vouchsafe.inference.testing.GraphModel.calling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.inference.testing.GraphModel;
import io.vouchsafe.inference.testing.SavedModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;

class GraphSafetyTest {
    @TempDir Path folder;

    private ModelRejectedException refused(GraphModel model) {
        Path written = model.write(folder);
        ModelRejectedException rejected = Engines.rejected(() -> Engines.ENGINE.inspect(written));
        assertThat(rejected).as("accepted an unsafe model").isNotNull();
        return rejected;
    }

    private void accepted(GraphModel model) {
        Path written = model.write(folder);
        assertThatCode(() -> Engines.ENGINE.inspect(written)).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "ReadFile, reads or writes files",
        "WriteFile, reads or writes files",
        "MatchingFiles, reads or writes files",
        "SaveV2, reads or writes files",
        "RestoreV2, reads or writes files",
        "MergeV2Checkpoints, reads or writes files",
        "ImmutableConst, reads or writes files",
        "PrintV2, reads or writes files",
        "DecodeProtoV2, reads or writes files",
        "InitializeTableFromTextFileV2, reads or writes files",
        "TFRecordDataset, reads data sources",
        "TextLineDataset, reads data sources",
        "TensorSliceDataset, reads data sources",
        "IteratorGetNext, reads data sources",
        "RemoteCall, reaches other machines",
        "RpcCall, reaches other machines",
        "Send, reaches other machines",
        "PyFunc, runs other code",
        "EagerPyFunc, runs other code",
        "XlaCallModule, runs other code",
        "Abort, runs other code",
        "QueueDequeueV2, mixes or holds back",
        "BatchFunction, mixes or holds back",
        "AssignVariableOp, keeps what one caller sent",
        "LookupTableInsertV2, keeps what one caller sent",
        "Empty, keeps what one caller sent",
        "MyCustomOp, is not on the list",
        "_Send, is not on the list"
    })
    void aSignatureThatReachesIt_isRefusedByName(String operation, String reason) {
        GraphModel model =
                GraphModel.identity(DataType.DT_STRING).node("evil", operation).after("y", "evil");

        ModelRejectedException rejected = refused(model);

        assertThat(rejected.problem()).isEqualTo("model-unsafe-op");
        assertThat(rejected)
                .hasMessageContaining("Operation " + operation)
                .hasMessageContaining("'evil'")
                .hasMessageContaining(reason);
    }

    @Test
    void anOperationThatNothingReaches_isNoHarm() {
        accepted(GraphModel.identity(DataType.DT_FLOAT).node("save", "SaveV2"));
    }

    @Test
    void theSaverOfAnOrdinaryExport_isNoHarm() {
        Path exported = SavedModels.linear(folder.resolve("m"), new float[] {1, 2}, 3);

        assertThatCode(() -> Engines.ENGINE.inspect(exported)).doesNotThrowAnyException();
    }

    @Test
    void itHidesInAFunctionOfAFunction() {
        GraphModel model =
                GraphModel.identity(DataType.DT_STRING)
                        .function("inner", List.of(), built("w", "WriteFile", n -> {}))
                        .function(
                                "outer",
                                List.of(),
                                built("call", "StatefulPartitionedCall", calling("inner")))
                        .node("start", "PartitionedCall", calling("outer"))
                        .after("y", "start");

        assertThat(refused(model))
                .hasMessageContaining("WriteFile")
                .hasMessageContaining("in function 'inner'");
    }

    @Test
    void itHidesInABranch() {
        GraphModel model =
                GraphModel.identity(DataType.DT_STRING)
                        .function("never", List.of(), built("w", "ReadFile", n -> {}))
                        .node(
                                "if",
                                "If",
                                node ->
                                        node.putAttr(
                                                "else_branch",
                                                AttrValue.newBuilder()
                                                        .setFunc(
                                                                org.tensorflow.proto.NameAttrList
                                                                        .newBuilder()
                                                                        .setName("never"))
                                                        .build()))
                        .after("y", "if");

        assertThat(refused(model)).hasMessageContaining("ReadFile");
    }

    @Test
    void itHidesBehindAFunctionsNameAsOperation() {
        GraphModel model =
                GraphModel.identity(DataType.DT_STRING)
                        .function("Harmless", List.of(), built("w", "ReadFile", n -> {}))
                        .node("call", "Harmless")
                        .after("y", "call");

        assertThat(refused(model)).hasMessageContaining("ReadFile");
    }

    @Test
    void functionsThatCallEachOtherDoNotHangTheCheck() {
        accepted(
                GraphModel.identity(DataType.DT_STRING)
                        .function("a", List.of(), built("c", "PartitionedCall", calling("b")))
                        .function("b", List.of(), built("c", "PartitionedCall", calling("a")))
                        .node("start", "PartitionedCall", calling("a"))
                        .after("y", "start"));
    }

    @Test
    void itRunsWhenTheModelIsInitialised() {
        GraphModel model =
                GraphModel.identity(DataType.DT_FLOAT)
                        .node("boot", "NoOp", "^evil")
                        .node("evil", "WriteFile")
                        .initialisedBy("boot");

        assertThat(refused(model)).hasMessageContaining("WriteFile");
    }

    @Test
    void itRunsWhenTheModelIsRestored() {
        GraphModel model =
                GraphModel.identity(DataType.DT_FLOAT)
                        .text("prefix", "model")
                        .node("restore", "NoOp", "^evil")
                        .node("evil", "MergeV2Checkpoints")
                        .restoredBy("prefix", "restore");

        assertThat(refused(model)).hasMessageContaining("MergeV2Checkpoints");
    }

    @Test
    void variablesAreRestoredFromTheModelAlone() {
        GraphModel own =
                GraphModel.identity(DataType.DT_FLOAT)
                        .text("prefix", "model")
                        .node("through", "Identity", "prefix")
                        .node("restore", "RestoreV2", "through")
                        .restoredBy("prefix", "restore");
        GraphModel other =
                GraphModel.identity(DataType.DT_FLOAT)
                        .text("prefix", "model")
                        .text("elsewhere", "/var/lib/other/model")
                        .node("restore", "RestoreV2", "elsewhere")
                        .restoredBy("prefix", "restore");

        accepted(own);
        assertThat(refused(other))
                .hasMessageContaining("RestoreV2")
                .hasMessageContaining("'/var/lib/other/model'");
    }

    @Test
    void aVocabularyIsReadFromTheModelsAssets() throws IOException {
        Files.createDirectories(folder.resolve("assets"));
        Files.writeString(folder.resolve("assets/words.txt"), "a\nb\n");

        accepted(table("words").asset("words", "words.txt"));
        accepted(table("words").assetInCollection("words", "words.txt"));
    }

    @Test
    void aVocabularyIsReadFromTheModelsAssetsWithinAFunction() throws IOException {
        Files.createDirectories(folder.resolve("assets"));
        Files.writeString(folder.resolve("assets/words.txt"), "a\nb\n");
        GraphModel model =
                GraphModel.identity(DataType.DT_FLOAT)
                        .text("words", "words.txt")
                        .text("other", "/etc/passwd")
                        .node("table", "HashTableV2")
                        .function(
                                "fill",
                                List.of("handle", "file"),
                                built(
                                        "i",
                                        "InitializeTableFromTextFileV2",
                                        n -> {},
                                        "handle",
                                        "file"))
                        .asset("words", "words.txt")
                        .initialisedBy("boot");

        accepted(model.node("boot", "StatefulPartitionedCall", calling("fill"), "table", "words"));
        assertThat(
                        refused(
                                model.node(
                                                "evil",
                                                "StatefulPartitionedCall",
                                                calling("fill"),
                                                "table",
                                                "other")
                                        .after("boot", "evil")))
                .hasMessageContaining("InitializeTableFromTextFileV2");
    }

    @Test
    void aVocabularyFromElsewhere_isRefusedWithItsPath() {
        assertThat(refused(table("words"))).hasMessageContaining("'/etc/passwd'");
    }

    @Test
    void anAssetOfTheOldCollection_isNoneWhereTheNewFieldIsUsed() throws IOException {
        Files.createDirectories(folder.resolve("assets"));
        Files.writeString(folder.resolve("assets/words.txt"), "a\n");
        GraphModel model =
                table("words")
                        .text("decoy", "words.txt")
                        .asset("decoy", "words.txt")
                        .assetInCollection("words", "words.txt");

        assertThat(refused(model)).hasMessageContaining("/etc/passwd");
    }

    @ParameterizedTest
    @CsvSource({"../outside.txt", "/etc/passwd", "a/../../outside.txt", "''"})
    void anAssetOutsideTheFolder_isRefused(String file) throws IOException {
        Files.writeString(folder.resolve("outside.txt"), "secret");

        ModelRejectedException rejected = refused(table("words").asset("words", file));

        assertThat(rejected.problem()).isEqualTo("model-unsafe-op");
        assertThat(rejected).hasMessageContaining("assets folder");
    }

    @Test
    void anAssetThatIsALink_isRefused() throws IOException {
        Files.createDirectories(folder.resolve("assets"));
        Files.writeString(folder.resolve("outside.txt"), "secret");
        Files.createSymbolicLink(folder.resolve("assets/words.txt"), folder.resolve("outside.txt"));

        assertThat(refused(table("words").asset("words", "words.txt")))
                .hasMessageContaining("words.txt");
    }

    private static GraphModel table(String file) {
        return GraphModel.identity(DataType.DT_FLOAT)
                .text("words", "/etc/passwd")
                .node("table", "HashTableV2")
                .node("boot", "InitializeTableFromTextFileV2", "table", file)
                .initialisedBy("boot");
    }

    @Test
    void aTableMayBeFilledAtLoadButNotWhileServing() {
        GraphModel filling =
                GraphModel.identity(DataType.DT_FLOAT)
                        .node("table", "HashTableV2")
                        .node("boot", "LookupTableImportV2", "table")
                        .initialisedBy("boot");

        accepted(filling);
        assertThat(refused(filling.after("y", "boot"))).hasMessageContaining("LookupTableImportV2");
    }

    @Test
    void aBrokenGraphIsSaidToBeBroken() {
        GraphModel dangling =
                GraphModel.identity(DataType.DT_FLOAT).output("z", "nowhere:0", DataType.DT_FLOAT);

        ModelRejectedException rejected = refused(dangling);

        assertThat(rejected.problem()).isEqualTo("model-unreadable");
        assertThat(rejected).hasMessageContaining("'nowhere'");
    }

    @Test
    void aNodeDefinedTwiceIsSaidToBeBroken() {
        assertThat(refused(GraphModel.identity(DataType.DT_FLOAT).node("x", "NoOp")))
                .hasMessageContaining("twice");
    }

    @Test
    void theListKnowsOnlyOperationsOfThisTensorFlow() {
        var known = Runtimes.operations();

        assertThat(known).hasSizeGreaterThan(1500).containsAll(Operations.KNOWN.all().keySet());
    }

    @Test
    void everyPublicOperationOfThisTensorFlowIsJudged() {
        var judged = Operations.KNOWN.all().keySet();

        assertThat(Runtimes.operations())
                .filteredOn(operation -> !operation.startsWith("_"))
                .allMatch(judged::contains);
    }
}
