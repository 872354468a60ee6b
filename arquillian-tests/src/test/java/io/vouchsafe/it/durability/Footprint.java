package io.vouchsafe.it.durability;

import io.vouchsafe.it.harness.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.dmr.ModelNode;

/**
 * What a deployment could leave behind in the server's process.
 *
 * @param nativeLibraries files of native code in memory
 * @param duplicatedLibraries names that are in memory from two places
 * @param threads kind (name without numbers) to how many
 * @param classLoaders of deployments and modules, after a full collection
 * @param sessions of browsers
 */
record Footprint(
        List<String> nativeLibraries,
        List<String> duplicatedLibraries,
        Map<String, Long> threads,
        long classLoaders,
        long sessions) {
    private static final Pattern INSTANCES =
            Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+).*");
    private static final Pattern THREAD = Pattern.compile("\"([^\"]+)\".*");

    static Footprint take() throws IOException {
        List<String> libraries = libraries();
        return new Footprint(
                libraries,
                libraries.stream()
                        .collect(
                                Collectors.groupingBy(
                                        path -> Path.of(path).getFileName().toString(),
                                        Collectors.counting()))
                        .entrySet()
                        .stream()
                        .filter(name -> name.getValue() > 1)
                        .map(Map.Entry::getKey)
                        .toList(),
                runningThreads(),
                instances("org.jboss.modules.ModuleClassLoader"),
                Server.read(
                                "active-sessions",
                                "deployment",
                                "vouchsafe.ear",
                                "subdeployment",
                                "web-portal.war",
                                "subsystem",
                                "undertow")
                        .asLong());
    }

    /** The EAR itself, its EJB jars and WARs. */
    static long loadersOfOneDeployment() {
        ModelNode children = new ModelNode();
        children.get("child-type").set("subdeployment");
        return 1L
                + Server.manage("read-children-names", children, "deployment", "vouchsafe.ear")
                        .asList()
                        .size();
    }

    /** Pools of the server itself, which grow with its work and outlive every deployment. */
    static boolean isServersPool(String kind) {
        return kind.startsWith("default task-")
                || kind.startsWith("management-handler-thread")
                || kind.startsWith("ServerService Thread Pool")
                || kind.startsWith("MSC service thread")
                || kind.startsWith("DeploymentScanner-threads")
                || kind.startsWith("External Management Request Threads")
                || kind.startsWith("C# CompilerThread")
                || kind.startsWith("G# ")
                || kind.startsWith("GC Thread")
                || kind.startsWith("Attach Listener");
    }

    private static List<String> libraries() throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Server.pid() + "", "maps"))) {
            return lines.map(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .filter(path -> path.matches("/.*(tensorflow|javacpp|jni).*\\.so.*"))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, Long> runningThreads() {
        Map<String, Long> kinds = new TreeMap<>();
        for (String line : Server.diagnose("Thread.print")) {
            Matcher thread = THREAD.matcher(line);
            if (thread.matches()) {
                kinds.merge(thread.group(1).replaceAll("\\d+", "#"), 1L, Long::sum);
            }
        }
        return kinds;
    }

    /** The histogram runs a full collection first. */
    private static long instances(String type) {
        Server.diagnose("GC.run");
        for (String line : Server.diagnose("GC.class_histogram")) {
            Matcher row = INSTANCES.matcher(line);
            if (row.matches() && row.group(2).equals(type)) {
                return Long.parseLong(row.group(1));
            }
        }
        throw new AssertionError("no instance of " + type);
    }
}
