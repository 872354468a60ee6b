package io.vouchsafe.launcher.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmOptionsTest {

    @TempDir Path temp;

    @Test
    void theConfigurationsOptions_areTakenWithTheOperatorsAdded() throws IOException {
        Path conf =
                Files.writeString(
                        temp.resolve("standalone.conf"),
                        """
                        if [ -z "$JAVA_OPTS" ]; then
                            JAVA_OPTS="-Xmx768m -Dorg.bytedeco.javacpp.cachedir=$VOUCHSAFE_DATA/native"
                            JAVA_OPTS="$JAVA_OPTS $VOUCHSAFE_JAVA_OPTS"
                        fi
                        """);

        var options =
                new JvmOptions(conf)
                        .read(
                                Map.of(
                                        "VOUCHSAFE_JAVA_OPTS", "-Xmx1g",
                                        "VOUCHSAFE_DATA", "/a folder/with blanks"));

        assertThat(options).containsExactly("-Xmx768m", "-Xmx1g");
    }

    @Test
    void withoutConfiguration_thereAreNone() throws IOException {
        assertThat(new JvmOptions(temp.resolve("none")).read(Map.of())).isEmpty();
    }
}
