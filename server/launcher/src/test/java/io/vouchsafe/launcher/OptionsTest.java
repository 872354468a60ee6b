package io.vouchsafe.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.launcher.report.LauncherException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    @Test
    void noOption_meansTheDemoOnTheDefaults() {
        Options options = Options.parse(List.of());

        assertThat(options).isEqualTo(new Options(Optional.empty(), Optional.empty(), true));
    }

    @Test
    void everyOption_isTaken() {
        Options options =
                Options.parse(List.of("--offset", "100", "--no-demo", "--data", "/d with blank"));

        assertThat(options)
                .isEqualTo(
                        new Options(
                                Optional.of(100), Optional.of(Path.of("/d with blank")), false));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "--bogus, '', VOUCH19011, a word that is no option",
        "data, '', VOUCH19011, an argument where none is known",
        "--offset, '', VOUCH19012, no value",
        "--offset, -1, VOUCH19012, below zero",
        "--offset, 55001, VOUCH19012, a port would leave the range",
        "--offset, 99999999999, VOUCH19012, too long for a number",
        "--offset, 1x, VOUCH19012, not a number",
        "--data, '', VOUCH19012, no value",
    })
    void wrongOptions_areRefusedByName(String option, String value, String code, String why) {
        List<String> arguments = value.isEmpty() ? List.of(option) : List.of(option, value);

        assertThatThrownBy(() -> Options.parse(arguments))
                .as(why)
                .isInstanceOf(LauncherException.class)
                .hasMessageContainingAll(code, option, "--help");
    }
}
