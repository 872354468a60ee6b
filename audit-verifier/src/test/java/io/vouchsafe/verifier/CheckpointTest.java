package io.vouchsafe.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

    /** The example of c2sp.org/tlog-checkpoint. */
    private static final String EXAMPLE =
            "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    @Test
    void publishedExampleIsReadAndWrittenBack() {
        Checkpoint example = Checkpoint.parse(EXAMPLE);

        assertThat(example.origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(example.size()).isEqualTo(20_852_163);
        assertThat(example.root().base64()).isEqualTo(ROOT.strip());
        assertThat(example.extensions()).isEmpty();
        assertThat(example.text()).isEqualTo(EXAMPLE);
    }

    @Test
    void extensionLinesAreKept() {
        Checkpoint extended = Checkpoint.parse(EXAMPLE + "one\ntwo two\n");

        assertThat(extended.extensions()).containsExactly("one", "two two");
        assertThat(extended.text()).isEqualTo(EXAMPLE + "one\ntwo two\n");
    }

    @Test
    void emptyTreeIsACheckpoint() {
        Checkpoint empty = new Checkpoint("log.example", 0, Merkle.emptyRoot());

        assertThat(Checkpoint.parse(empty.text())).isEqualTo(empty);
        assertThat(empty.text()).contains("\n0\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "log.example\n5\n",
                "log.example\n5\n" + "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
                "\n5\n" + ROOT,
                "log.example\n05\n" + ROOT,
                "log.example\n+5\n" + ROOT,
                "log.example\n-5\n" + ROOT,
                "log.example\n5 \n" + ROOT,
                "log.example\n\n" + ROOT,
                "log.example\n0x5\n" + ROOT,
                "log.example\n\u0665\n" + ROOT,
                "log.example\n9223372036854775808\n" + ROOT,
                "log.example\n99999999999999999999999999\n" + ROOT,
                "log.example\r\n5\r\n" + ROOT,
                "log.example\n5\n" + ROOT + "\n",
                "log.example\n5\n" + ROOT + "\nextension\n",
                "log.example\n5\n\n" + ROOT,
            })
    void everythingElse_isRefused(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text))
                .isInstanceOfSatisfying(
                        MalformedException.class,
                        fault -> assertThat(fault.reason()).isIn(Reason.CHECKPOINT, Reason.HASH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Y2FuYXBl",
                "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=",
                "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I",
                " CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="
            })
    void rootThatIsNoHash_isRefused(String root) {
        assertThatThrownBy(() -> Checkpoint.parse("log.example\n5\n" + root + "\n"))
                .isInstanceOfSatisfying(
                        MalformedException.class,
                        fault -> assertThat(fault.reason()).isEqualTo(Reason.HASH));
    }

    @Test
    void whatCouldNotBeWritten_cannotBeMade() {
        Hash root = Merkle.emptyRoot();

        assertThatThrownBy(() -> new Checkpoint("", 0, root))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> new Checkpoint("a\nb", 0, root))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> new Checkpoint("log.example", -1, root))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> new Checkpoint("log.example", 0, root, List.of("")))
                .isInstanceOf(MalformedException.class);
    }
}
