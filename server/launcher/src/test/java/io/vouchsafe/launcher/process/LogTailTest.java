package io.vouchsafe.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir Path temp;

    @Test
    void aLongLog_showsItsLastLinesOnly() throws IOException {
        String text =
                IntStream.rangeClosed(1, 50_000)
                        .mapToObj(line -> "line " + line)
                        .collect(Collectors.joining("\n"));
        Path log = Files.writeString(temp.resolve("log"), text);

        String tail = LogTail.of(log);

        assertThat(tail.lines()).hasSize(15).last().isEqualTo("  line 50000");
    }

    @Test
    void aMissingLog_saysSo() {
        assertThat(LogTail.of(temp.resolve("none"))).isEqualTo("  (empty)");
    }
}
