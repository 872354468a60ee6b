package io.vouchsafe.launcher.postgres;

import static io.vouchsafe.launcher.report.LauncherMessages.MESSAGES;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Under which account PostgreSQL runs. It refuses root, so root lends it a user namespace in which
 * the same process has no rights, or else the account {@code postgres} or {@code nobody}.
 *
 * @param prefix what stands before each PostgreSQL command
 */
record Account(List<String> prefix) {

    private static final List<String> NAMESPACE = List.of("unshare", "-U");
    private static final List<String> OTHERS = List.of("postgres", "nobody");

    Account {
        prefix = List.copyOf(prefix);
    }

    /** Chooses for the current user; {@code folder} must be reachable for the account. */
    static Account choose(Path folder) throws IOException {
        if (!isRoot(folder)) {
            return new Account(List.of());
        }
        if (succeeds(NAMESPACE, List.of("true"))) {
            return new Account(NAMESPACE);
        }
        for (String user : OTHERS) {
            List<String> prefix =
                    List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups");
            if (succeeds(List.of(), List.of("chown", "-R", user, folder.toString()))
                    && succeeds(prefix, List.of("test", "-w", folder.toString()))) {
                return new Account(prefix);
            }
        }
        throw MESSAGES.rootWithoutAccount(folder);
    }

    /** Hands a file that was just written over to the account. */
    void own(Path file) {
        if (prefix.size() > 2) {
            String user = prefix.get(1).substring("--reuid=".length());
            succeeds(List.of(), List.of("chown", user, file.toString()));
        }
    }

    List<String> command(List<String> line) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(line);
        return whole;
    }

    private static boolean isRoot(Path ownFolder) throws IOException {
        return Files.getAttribute(ownFolder, "unix:uid") instanceof Integer uid
                && uid == 0
                && "root".equals(System.getProperty("user.name"));
    }

    private static boolean succeeds(List<String> prefix, List<String> line) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(line);
        try {
            Process process =
                    new ProcessBuilder(whole)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
