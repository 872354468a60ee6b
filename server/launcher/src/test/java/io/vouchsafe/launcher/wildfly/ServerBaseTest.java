package io.vouchsafe.launcher.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ServerBaseTest {

    private static final String STANDALONE =
            """
            <?xml version="1.0"?>
            <server xmlns="urn:jboss:domain:20.0">
                <socket-binding-group name="s" default-interface="public"/>
            </server>
            """;

    @TempDir Path temp;
    private Path home;
    private Path ear;

    @BeforeEach
    void provision() throws IOException {
        home = temp.resolve("provisioned");
        Path configuration = Files.createDirectories(home.resolve("standalone/configuration"));
        Files.writeString(configuration.resolve("standalone.xml"), STANDALONE);
        Files.writeString(configuration.resolve("logging.properties"), "x=y");
        ear = Files.writeString(temp.resolve("built.ear"), "first");
    }

    @Test
    void theSuite_isDeployedUnderItsFixedNameWhateverTheFolderIsCalled() throws Exception {
        Path base = new ServerBase(home, ear).prepare(temp.resolve("a \"b\" & <c>"));

        Document xml =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(base.resolve("configuration/standalone.xml").toFile());
        Element deployment = (Element) xml.getElementsByTagName("deployment").item(0);
        Element archive = (Element) xml.getElementsByTagName("fs-archive").item(0);
        assertThat(deployment.getAttribute("runtime-name")).isEqualTo("vouchsafe.ear");
        assertThat(Path.of(archive.getAttribute("path"))).hasContent("first");
    }

    @Test
    void theProvisionedServer_isNotWrittenTo() throws IOException {
        new ServerBase(home, ear).prepare(temp.resolve("base"));

        assertThat(home.resolve("standalone/configuration/standalone.xml")).hasContent(STANDALONE);
        try (var files = Files.list(home.resolve("standalone"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aSecondStart_takesTheNewEarAndKeepsTheData() throws IOException {
        Path base = new ServerBase(home, ear).prepare(temp.resolve("base"));
        Path kept = Files.writeString(base.resolve("data/tx-object-store"), "recovery");
        Files.writeString(ear, "second");

        new ServerBase(home, ear).prepare(base);

        assertThat(base.resolve("vouchsafe.ear")).hasContent("second");
        assertThat(kept).hasContent("recovery");
        assertThat(Files.readString(base.resolve("configuration/standalone.xml")))
                .containsOnlyOnce("<deployments>");
    }
}
