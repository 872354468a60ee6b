package io.vouchsafe.it.harness;

import io.vouchsafe.it.probe.ApiProbe;
import io.vouchsafe.it.probe.EventProbe;
import io.vouchsafe.it.probe.FaceProbe;
import io.vouchsafe.it.probe.FixedKeys;
import io.vouchsafe.it.probe.PortalProbe;
import io.vouchsafe.it.probe.ProbeServlet;
import io.vouchsafe.it.probe.RoleProbe;
import io.vouchsafe.it.probe.TransactionProbe;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The product's EAR with a probe in it, under the product's name: the name is part of how the
 * portal's identity reaches the EJBs.
 */
final class TestEar {
    private static final String NAME = "vouchsafe.ear";
    private static final String DESCRIPTOR = "META-INF/application.xml";

    private TestEar() {}

    static void putInto(Path deployments) {
        File product = new File(System.getProperty("test.ear", ""));
        EnterpriseArchive ear =
                ShrinkWrap.create(ZipImporter.class, NAME)
                        .importFrom(product)
                        .as(EnterpriseArchive.class);
        WebArchive api = ear.getAsType(WebArchive.class, "rest-api.war");
        api.addClasses(ProbeServlet.class, ApiProbe.class, FaceProbe.class, EventProbe.class);
        WebArchive portal = ear.getAsType(WebArchive.class, "web-portal.war");
        portal.addClasses(ProbeServlet.class, PortalProbe.class);
        JavaArchive probe =
                ShrinkWrap.create(JavaArchive.class, "probe.jar")
                        .addClasses(RoleProbe.class, FixedKeys.class, TransactionProbe.class)
                        .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml")
                        .addAsManifestResource(
                                new StringAsset(read(ear, "partners.jar")), "jboss-ejb3.xml");
        String descriptor = text(ear.get(DESCRIPTOR).getAsset().openStream());
        ear.delete(api.getName());
        ear.delete(portal.getName());
        ear.delete(DESCRIPTOR);
        ear.addAsModule(probe).addAsModule(api).addAsModule(portal);
        ear.delete(DESCRIPTOR);
        ear.addAsManifestResource(
                new StringAsset(
                        descriptor.replaceFirst(
                                "<module>", "<module><ejb>probe.jar</ejb></module><module>")),
                "application.xml");
        try {
            Files.createDirectories(deployments);
            ear.as(ZipExporter.class).exportTo(deployments.resolve(NAME).toFile(), true);
            Files.deleteIfExists(deployments.resolve(NAME + ".failed"));
            Files.deleteIfExists(deployments.resolve(NAME + ".undeployed"));
            Files.writeString(deployments.resolve(NAME + ".dodeploy"), "");
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static String read(EnterpriseArchive ear, String module) {
        JavaArchive jar = ear.getAsType(JavaArchive.class, module);
        return text(jar.get("META-INF/jboss-ejb3.xml").getAsset().openStream());
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
