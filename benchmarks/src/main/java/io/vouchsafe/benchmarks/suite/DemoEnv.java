package io.vouchsafe.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The facts of {@code demo.env}. */
public record DemoEnv(Map<String, String> facts) {
    /** Reads the file as the launcher writes it: {@code NAME='value'}. */
    public static DemoEnv read(Path file) throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                String value = line.substring(equals + 1);
                if (value.length() >= 2 && value.startsWith("'") && value.endsWith("'")) {
                    value = value.substring(1, value.length() - 1).replace("'\\''", "'");
                }
                facts.put(line.substring(0, equals), value);
            }
        }
        return new DemoEnv(facts);
    }

    /**
     * One fact.
     *
     * @throws IllegalStateException when it is missing
     */
    public String get(String name) {
        String value = facts.get(name);
        if (value == null) {
            throw new IllegalStateException("demo.env has no " + name);
        }
        return value;
    }
}
