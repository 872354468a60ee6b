package io.vouchsafe.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a test process inherited. A shell without job control starts background commands with
 * interrupts ignored, and neither a JVM nor a shell can take back what was ignored before it began.
 */
public final class InheritedSignals {
    public static final String WHY =
            "the tests were started in the background, where interrupts are ignored";

    private static final int INTERRUPT = 2;

    private InheritedSignals() {}

    /** True when SIGINT is ignored in every child of this process; false where nobody can tell. */
    public static boolean interruptIsIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                .anyMatch(ignored -> (ignored >>> (INTERRUPT - 1) & 1) == 1);
    }
}
