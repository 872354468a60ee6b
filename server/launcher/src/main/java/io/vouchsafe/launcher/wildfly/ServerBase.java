package io.vouchsafe.launcher.wildfly;

import io.vouchsafe.launcher.data.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code jboss.server.base.dir}: configuration as provisioned, plus the suite as an unmanaged
 * deployment, so it boots with the server and needs no scanner and no management call.
 */
final class ServerBase {

    /** The security domains know the suite by this name. */
    private static final String DEPLOYMENT = "vouchsafe.ear";

    private static final String END = "</server>";

    private final Path home;
    private final Path ear;

    ServerBase(Path home, Path ear) {
        this.home = home;
        this.ear = ear;
    }

    Path prepare(Path base) throws IOException {
        PrivateFiles.folder(base);
        Path configuration = PrivateFiles.folder(base.resolve("configuration"));
        Path provisioned = home.resolve("standalone/configuration");
        for (Path file : files(provisioned)) {
            Files.copy(
                    file,
                    configuration.resolve(file.getFileName().toString()),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        // A copy: a build may replace the original while the server runs.
        Path copy = base.resolve(DEPLOYMENT);
        Files.copy(ear, copy, StandardCopyOption.REPLACE_EXISTING);
        deploy(configuration.resolve("standalone.xml"), copy);
        for (String folder : List.of("deployments", "data", "log", "tmp")) {
            Files.createDirectories(base.resolve(folder));
        }
        return base;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void deploy(Path standalone, Path ear) throws IOException {
        String xml = Files.readString(standalone);
        int end = xml.lastIndexOf(END);
        String deployment =
                """
                    <deployments>
                        <deployment name="%1$s" runtime-name="%1$s">
                            <fs-archive path="%2$s"/>
                        </deployment>
                    </deployments>
                """
                        .formatted(DEPLOYMENT, attribute(ear.toString()));
        PrivateFiles.write(standalone, xml.substring(0, end) + deployment + xml.substring(end));
    }

    private static String attribute(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
