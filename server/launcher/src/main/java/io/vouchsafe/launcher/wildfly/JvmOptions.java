package io.vouchsafe.launcher.wildfly;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The server's Java options. Memory and the like stand in one place, {@code bin/standalone.conf},
 * which is a shell script: the shell reads it.
 */
final class JvmOptions {

    /** What WildFly's {@code common.sh} adds on a modular JDK. */
    static final List<String> MODULAR =
            List.of(
                    "--add-exports=java.desktop/sun.awt=ALL-UNNAMED",
                    "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
                    "--add-exports=java.naming/com.sun.jndi.url.ldap=ALL-UNNAMED",
                    "--add-exports=java.naming/com.sun.jndi.url.ldaps=ALL-UNNAMED",
                    "--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
                    "--add-opens=java.base/java.io=ALL-UNNAMED",
                    "--add-opens=java.base/java.net=ALL-UNNAMED",
                    "--add-opens=java.base/java.security=ALL-UNNAMED",
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                    "--add-opens=java.management/javax.management=ALL-UNNAMED",
                    "--add-opens=java.naming/javax.naming=ALL-UNNAMED");

    private static final String SCRIPT = ". \"$1\" >/dev/null 2>&1; printf '%s' \"$JAVA_OPTS\"";

    private final Path conf;

    JvmOptions(Path conf) {
        this.conf = conf;
    }

    List<String> read(Map<String, String> environment) throws IOException {
        if (Files.notExists(conf)) {
            return List.of();
        }
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", SCRIPT, "sh", conf.toString());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(known(environment));
        Process shell = builder.start();
        shell.getOutputStream().close();
        byte[] output = shell.getInputStream().readAllBytes();
        return Arrays.stream(new String(output, StandardCharsets.UTF_8).split("\\s+"))
                .filter(option -> !option.isEmpty())
                .filter(option -> !option.startsWith("-Dorg.bytedeco.javacpp.cachedir="))
                .toList();
    }

    /** A folder with blanks must not fall apart into options. */
    private static Map<String, String> known(Map<String, String> environment) {
        Map<String, String> known = new TreeMap<>(environment);
        known.put("VOUCHSAFE_DATA", "/replaced");
        return known;
    }
}
