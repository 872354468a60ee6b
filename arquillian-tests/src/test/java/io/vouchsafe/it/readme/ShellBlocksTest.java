package io.vouchsafe.it.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ShellBlocksTest {
    @Test
    void markedBlocks_areTakenInOrder_withTheirLines() {
        String markdown =
                """
                # Title

                <!-- tested -->
                ```sh
                echo one
                echo two
                ```

                Text.
                <!-- tested -->
                ```sh
                echo three
                ```
                """;

        assertThat(ShellBlocks.of(markdown))
                .containsExactly(
                        new ShellBlocks.Block(5, "echo one\necho two\n"),
                        new ShellBlocks.Block(12, "echo three\n"));
    }

    @Test
    void unmarkedBlocks_areLeftAlone() {
        assertThat(ShellBlocks.of("```sh\n./run\n```\n")).isEmpty();
    }

    @Test
    void markWithoutABlock_isAMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShellBlocks.of("<!-- tested -->\nText.\n"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShellBlocks.of("<!-- tested -->\n```json\n{}\n```\n"));
        assertThatIllegalArgumentException().isThrownBy(() -> ShellBlocks.of("<!-- tested -->"));
    }

    @Test
    void blockWithoutAnEnd_isAMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShellBlocks.of("<!-- tested -->\n```sh\necho\n"));
    }
}
