package io.vouchsafe.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What Linux tells about a process. */
final class Processes {
    private static final long TICKS_PER_SECOND = 100; // USER_HZ, fixed for user space

    private Processes() {}

    /** The running process whose command line has this argument. */
    static Optional<ProcessHandle> withArgument(String argument) {
        return ProcessHandle.allProcesses()
                .filter(process -> arguments(process.pid()).contains("\0" + argument + "\0"))
                .findFirst();
    }

    private static String arguments(long pid) {
        try {
            return "\0" + Files.readString(Path.of("/proc/" + pid + "/cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    static long residentMegabytes(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new IOException("/proc/" + pid + "/status has no VmRSS");
    }

    /** Processor time of the living threads, by the beginning of their names. */
    static Map<String, Duration> threadTimes(long pid) throws IOException {
        Map<String, Duration> times = new TreeMap<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads.toList()) {
                try {
                    String name = Files.readString(thread.resolve("comm")).strip();
                    String[] fields = fields(Files.readString(thread.resolve("stat")));
                    long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
                    times.merge(name.replaceAll("[#-]?\\d+$", ""), duration(ticks), Duration::plus);
                } catch (IOException ended) {
                    // a thread that is no more
                }
            }
        }
        return times;
    }

    private static String[] fields(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    }

    private static Duration duration(long ticks) {
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    /** Processor time of the process and the children it has waited for. */
    static Duration processorTime(long pid) throws IOException {
        String[] fields = fields(Files.readString(Path.of("/proc/" + pid + "/stat")));
        long ticks =
                Long.parseLong(fields[11])
                        + Long.parseLong(fields[12])
                        + Long.parseLong(fields[13])
                        + Long.parseLong(fields[14]);
        return duration(ticks);
    }
}
