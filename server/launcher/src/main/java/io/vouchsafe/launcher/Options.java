package io.vouchsafe.launcher;

import static io.vouchsafe.launcher.report.LauncherMessages.MESSAGES;

import io.vouchsafe.launcher.port.Ports;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The command line.
 *
 * @param offset what to add to every port
 * @param data the data folder
 * @param demo whether the demo is wanted
 */
record Options(Optional<Integer> offset, Optional<Path> data, boolean demo) {

    static Options parse(List<String> arguments) {
        Optional<Integer> offset = Optional.empty();
        Optional<Path> data = Optional.empty();
        boolean demo = true;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            switch (option) {
                case "--offset" -> offset = Optional.of(offset(option, value(option, rest)));
                case "--data" -> data = Optional.of(Path.of(value(option, rest)));
                case "--no-demo" -> demo = false;
                default -> throw MESSAGES.unknownOption(option);
            }
        }
        return new Options(offset, data, demo);
    }

    private static String value(String option, Iterator<String> rest) {
        String value = rest.hasNext() ? rest.next() : "";
        if (value.isBlank()) {
            throw MESSAGES.wrongValue(option, "a value", value);
        }
        return value;
    }

    /** A port offset, from the command line or the environment. */
    static int offset(String source, String value) {
        if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= Ports.MAX_OFFSET) {
            return Integer.parseInt(value);
        }
        throw MESSAGES.wrongValue(source, "a number from 0 to " + Ports.MAX_OFFSET, value);
    }
}
