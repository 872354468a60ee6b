package io.vouchsafe.launcher.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Prefixes that start a program in a session of its own, under the same process id. A Ctrl-C at the
 * terminal then reaches the launcher alone, which stops its children in order.
 */
final class OwnSession {

    private static final String PERL =
            "use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV or die \"$ARGV[0]: $!\\n\"";

    private OwnSession() {}

    static List<String> prefix(Map<String, String> environment) {
        String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        if (onPath("setsid", path)) {
            return List.of("setsid");
        }
        if (onPath("perl", path)) {
            return List.of("perl", "-e", PERL);
        }
        return List.of(); // still stopped, though all at once on Ctrl-C
    }

    private static boolean onPath(String program, String path) {
        for (String folder : path.split(":")) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
