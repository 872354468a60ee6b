package io.vouchsafe.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.vouchsafe.launcher.data.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildrenTest {

    private static final StopPlan SHORT =
            new StopPlan(List.of(new StopPlan.Step("TERM", Duration.ofMillis(300))));

    @TempDir Path temp;
    private DataFolder data;
    private Children children;

    @BeforeEach
    void open() {
        data = DataFolder.open(temp.resolve("data"));
        children = new Children(data);
    }

    @AfterEach
    void stop() {
        children.stopAll();
        data.close();
    }

    @Test
    void stopAll_endsTheLastStartedFirst() throws IOException {
        Path order = temp.resolve("order");
        String script =
                "trap 'echo %s >> "
                        + order
                        + "; exit 0' TERM; echo up; while :; do sleep 0.05; done";
        started("first", script.formatted("first"));
        started("second", script.formatted("second"));

        children.stopAll();

        assertThat(Files.readAllLines(order)).containsExactly("second", "first");
    }

    @Test
    void aChildThatIgnoresTheSignal_isKilledInTime() {
        Child stubborn = started("stubborn", "trap '' TERM; echo up; while :; do sleep 0.05; done");
        Instant before = Instant.now();

        children.stopAll();

        assertThat(stubborn.isAlive()).isFalse();
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void theFirstSignalOfThePlan_isTheOneSent() throws IOException {
        assumeFalse(
                io.vouchsafe.launcher.InheritedSignals.interruptIsIgnored(),
                io.vouchsafe.launcher.InheritedSignals.WHY);
        Path seen = temp.resolve("seen");
        StopPlan plan = StopPlan.POSTGRES;
        Command command =
                command(
                        "database",
                        "trap 'echo INT > "
                                + seen
                                + "; exit 0' INT; echo up; while :; do sleep 0.05; done",
                        plan);
        awaitUp(children.start(command));

        children.stopAll();

        assertThat(seen).hasContent("INT");
    }

    @Test
    void afterStopAll_nothingIsStarted() {
        children.stopAll();

        assertThatThrownBy(() -> children.start(command("late", "sleep 100", SHORT)))
                .hasMessageContaining("VOUCH19021");
        assertThat(data.log("late")).doesNotExist();
    }

    @Test
    void check_namesTheChildThatEndedWithCodeAndLastLines() {
        Child brief = children.start(command("brief", "echo the reason; exit 7", SHORT));
        brief.onExit().join();

        assertThatThrownBy(() -> children.check())
                .hasMessageContainingAll("VOUCH19005", "brief", "code 7", "the reason");
    }

    @Test
    void awaitAnyEnd_returnsWhenOneOfManyEnds() {
        started("lasting", "echo up; sleep 100");
        children.start(command("brief", "exit 3", SHORT));

        var ended = children.awaitAnyEnd();

        assertThat(ended).hasMessageContainingAll("brief", "code 3");
    }

    @Test
    void run_waitsAndRefusesAFailure() {
        assertThatCode(() -> children.run(command("fine", "exit 0", SHORT)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> children.run(command("bad", "echo no room; exit 1", SHORT)))
                .hasMessageContainingAll("VOUCH19020", "bad", "no room");
    }

    @Test
    void aProgramThatDoesNotExist_isRefusedByName() {
        Command command =
                new Command(
                        "ghost",
                        List.of("/no/such/program"),
                        temp,
                        Map.of("PATH", "/nowhere"),
                        data.log("ghost"),
                        SHORT);

        assertThatThrownBy(() -> children.start(command)).hasMessageContaining("'ghost'");
    }

    @Test
    void aChild_inheritsNothingButWhatItIsGiven() throws IOException {
        children.run(
                new Command(
                        "env",
                        List.of("/bin/sh", "-c", "echo ${GIVEN:-none} ${HOME:-none}"),
                        temp,
                        Map.of("GIVEN", "yes", "PATH", "/usr/bin:/bin"),
                        data.log("env"),
                        SHORT));

        assertThat(Files.readString(data.log("env"))).isEqualTo("yes none\n");
    }

    @Test
    void aChild_leadsASessionOfItsOwnUnderItsOwnNumber() throws IOException {
        Child child = started("session", "echo up; sleep 100");

        Path stat = Path.of("/proc", Long.toString(child.pid()), "stat");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(stat), "needs /proc");
        String[] fields = Files.readString(stat).replaceFirst("^.*\\) ", "").split(" ");

        assertThat(fields[3]).as("session").isEqualTo(Long.toString(child.pid()));
    }

    @Test
    void theLogOfTheStartBefore_isKept() throws IOException {
        children.run(command("twice", "echo one", SHORT));

        children.run(command("twice", "echo two", SHORT));

        assertThat(Files.readString(data.log("twice"))).isEqualTo("two\n");
        assertThat(Files.readString(data.logs().resolve("twice.log.1"))).isEqualTo("one\n");
    }

    private Child started(String name, String script) {
        return awaitUp(children.start(command(name, script, SHORT)));
    }

    private static Child awaitUp(Child child) {
        while (!LogTail.read(child.log()).contains("up")) {
            child.requireAlive();
            Thread.onSpinWait();
        }
        return child;
    }

    private Command command(String name, String script, StopPlan plan) {
        return new Command(
                name,
                List.of("/bin/bash", "-c", script),
                temp,
                Map.of("PATH", System.getenv("PATH")),
                data.log(name),
                plan);
    }
}
