package io.vouchsafe.benchmarks;

import io.vouchsafe.benchmarks.report.Report;
import io.vouchsafe.benchmarks.suite.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Where the server's processor time goes, by Java Flight Recorder's samples. */
final class Profile {
    private static final int TOP = 12;

    private final Suite suite;
    private final Path folder;
    private final Report report;

    Profile(Suite suite, Path folder, Report report) {
        this.suite = suite;
        this.folder = folder;
        this.report = report;
    }

    /** Records while {@code load} runs, then prints shares of stages and their hottest methods. */
    void record(String what, double seconds, Runnable load)
            throws IOException, InterruptedException {
        Path file = folder.resolve(what.replace(' ', '-') + ".jfr");
        Files.deleteIfExists(file);
        jcmd("JFR.start", "name=benchmark", "settings=profile");
        load.run();
        jcmd("JFR.stop", "name=benchmark", "filename=" + file);
        report.title("Where the time goes: %s (%.0f s, %s)".formatted(what, seconds, file));
        print(file);
    }

    private void jcmd(String... arguments) throws IOException, InterruptedException {
        List<String> line = new java.util.ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin/jcmd").toString());
        line.add(Long.toString(suite.pid()));
        line.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(line)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("jcmd " + String.join(" ", arguments) + " failed");
        }
    }

    private void print(Path file) throws IOException {
        Map<String, Integer> stages = new HashMap<>();
        Map<String, Map<String, Integer>> methods = new HashMap<>();
        int all = 0;
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (!isSample(event) || event.getStackTrace() == null) {
                    continue;
                }
                List<RecordedFrame> frames = event.getStackTrace().getFrames();
                if (frames.isEmpty()) {
                    continue;
                }
                String stage = Stage.of(frames.stream().map(Profile::name).toList());
                all++;
                stages.merge(stage, 1, Integer::sum);
                methods.computeIfAbsent(stage, any -> new HashMap<>())
                        .merge(name(frames.getFirst()), 1, Integer::sum);
            }
        }
        int total = Math.max(1, all);
        stages.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(TOP)
                .forEach(
                        stage ->
                                report.say(
                                        "%5.1f %%  %-44s %s",
                                        100.0 * stage.getValue() / total,
                                        stage.getKey(),
                                        hottest(methods.getOrDefault(stage.getKey(), Map.of()))));
    }

    private static boolean isSample(RecordedEvent event) {
        String type = event.getEventType().getName();
        return type.equals("jdk.ExecutionSample") || type.equals("jdk.CPUTimeSample");
    }

    private static String hottest(Map<String, Integer> methods) {
        return methods.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(3)
                .map(method -> shortened(method.getKey()) + " " + method.getValue())
                .toList()
                .toString();
    }

    private static String shortened(String method) {
        int name = method.lastIndexOf('.', method.lastIndexOf('.') - 1);
        return method.substring(name + 1);
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }
}
