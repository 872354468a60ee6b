package io.vouchsafe.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The command line.
 *
 * @param home the checkout, built
 * @param data the benchmark's own data folder
 * @param offset added to the suite's ports
 * @param rounds pairs of each measurement
 * @param seconds of one measurement
 * @param parts to be measured
 * @param profile whether to record and print where the server's time goes
 */
record Options(
        Path home,
        Path data,
        int offset,
        int rounds,
        double seconds,
        Set<String> parts,
        boolean profile) {
    static final Set<String> ALL = Set.of("engine", "http", "log", "micro");

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    static Options parse(List<String> arguments, Path home) {
        Path data = home.resolve("benchmarks/target/data");
        int offset = 4000;
        int rounds = 5;
        double seconds = 5;
        boolean profile = false;
        Set<String> parts = ALL;
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i);
            switch (option) {
                case "--quick" -> {
                    rounds = 3;
                    seconds = 2;
                }
                case "--profile" -> profile = true;
                case "--data" -> data = Path.of(value(arguments, ++i, option)).toAbsolutePath();
                case "--offset" -> offset = Integer.parseInt(value(arguments, ++i, option));
                case "--rounds" -> rounds = Integer.parseInt(value(arguments, ++i, option));
                case "--seconds" -> seconds = Double.parseDouble(value(arguments, ++i, option));
                case "--only" -> parts = parts(value(arguments, ++i, option));
                default -> throw new IllegalArgumentException("Unknown option '" + option + "'.");
            }
        }
        return new Options(home, data, offset, rounds, seconds, parts, profile);
    }

    private static Set<String> parts(String names) {
        Set<String> parts = new TreeSet<>(List.of(names.split(",", -1)));
        if (!ALL.containsAll(parts)) {
            throw new IllegalArgumentException("--only takes some of " + new TreeSet<>(ALL) + ".");
        }
        return parts;
    }

    private static String value(List<String> arguments, int index, String option) {
        if (index >= arguments.size()) {
            throw new IllegalArgumentException("Option '" + option + "' needs a value.");
        }
        return arguments.get(index);
    }
}
