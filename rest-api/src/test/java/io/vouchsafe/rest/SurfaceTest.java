package io.vouchsafe.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole of the HTTP face, as the design fixes it. */
class SurfaceTest {
    private static final String SURFACE =
            """
            DELETE /api/credentials/{credential}
            GET /api/audit/entries
            GET /api/audit/entries/{receipt}
            GET /api/audit/entries/{receipt}/verification
            GET /api/audit/state
            GET /api/contracts
            GET /api/contracts/{contract}
            GET /api/credentials
            GET /api/models
            GET /api/models/{model}
            GET /api/models/{model}/card -> application/json;qs=1.0
            GET /api/models/{model}/card -> text/markdown;qs=0.5
            GET /api/models/{model}/versions
            GET /api/models/{model}/versions/{version}
            GET /api/partners
            GET /api/partners/{partner}
            GET /api/plans
            GET /api/plans/{plan}
            GET /api/policies
            GET /api/policies/{policy}
            GET /api/training/jobs
            GET /api/training/jobs/{job}
            GET /api/usage
            GET /log/checkpoint -> text/plain; charset=utf-8
            GET /log/keys -> text/plain; charset=utf-8
            GET /log/receipts/{id} -> application/json;qs=1.0
            GET /log/receipts/{id} -> text/plain;qs=0.5
            GET /log/tile/{path: .+} -> application/octet-stream
            GET /v2
            GET /v2/health/live
            GET /v2/health/ready
            GET /v2/models/{model}
            GET /v2/models/{model}/ready
            GET /v2/models/{model}/versions/{version}
            GET /v2/models/{model}/versions/{version}/ready
            POST /api/contracts <- application/json
            POST /api/contracts/{contract}/{step: offer|sign|countersign|suspend|reinstate|terminate|withdraw} <- application/json
            POST /api/credentials <- application/json
            POST /api/models <- application/json
            POST /api/models/{model}/versions <- application/zip application/gzip application/x-gzip application/octet-stream
            POST /api/models/{model}/versions/{version}/{step: submit|approve|reject|deploy|rollback|stop|resume} <- application/json
            POST /api/partners <- application/json
            POST /api/plans <- application/json
            POST /api/policies <- application/json
            POST /api/training/jobs <- application/json
            POST /v2/models/{model}/explain
            POST /v2/models/{model}/infer
            POST /v2/models/{model}/versions/{version}/explain
            POST /v2/models/{model}/versions/{version}/infer
            PUT /api/models/{model}/card <- application/json -> application/json
            PUT /api/models/{model}/card <- text/markdown -> text/markdown
            """;

    /** Every class of this module that can be loaded without a server. */
    private static List<Class<?>> classes() {
        try {
            java.nio.file.Path root =
                    java.nio.file.Path.of(
                            RestApplication.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            try (Stream<java.nio.file.Path> files = Files.walk(root)) {
                return files.map(file -> root.relativize(file).toString())
                        .filter(name -> name.endsWith(".class") && !name.contains("-info"))
                        .map(name -> name.replace('/', '.').replaceAll("\\.class$", ""))
                        .<Class<?>>map(SurfaceTest::load)
                        .toList();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (URISyntaxException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, SurfaceTest.class.getClassLoader());
        } catch (ClassNotFoundException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static List<Class<?>> resources() {
        return classes().stream().filter(type -> type.isAnnotationPresent(Path.class)).toList();
    }

    static List<Class<?>> providers() {
        return classes().stream().filter(type -> type.isAnnotationPresent(Provider.class)).toList();
    }

    private static Stream<String> operations(Class<?> resource) {
        return Arrays.stream(resource.getDeclaredMethods())
                .flatMap(
                        method ->
                                Arrays.stream(method.getAnnotations())
                                        .map(Annotation::annotationType)
                                        .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                                        .map(verb -> line(verb, resource, method)));
    }

    private static String line(Class<? extends Annotation> verb, Class<?> resource, Method method) {
        StringBuilder line = new StringBuilder(verb.getSimpleName());
        line.append(' ').append(resource.getAnnotation(Path.class).value());
        Path path = method.getAnnotation(Path.class);
        if (path != null) {
            line.append('/').append(path.value());
        }
        Consumes consumes = method.getAnnotation(Consumes.class);
        if (consumes != null) {
            line.append(" <- ").append(String.join(" ", consumes.value()));
        }
        Produces produces = method.getAnnotation(Produces.class);
        if (produces != null) {
            line.append(" -> ").append(String.join(" ", produces.value()));
        }
        return line.toString();
    }

    @Test
    void theSurface_isTheDesigns_noMoreAndNoLess() {
        List<String> operations =
                resources().stream().flatMap(SurfaceTest::operations).sorted().toList();

        assertThat(operations).isEqualTo(SURFACE.lines().toList());
    }

    @ParameterizedTest
    @MethodSource("resources")
    void aResource_isOneBean_madeByItsConstructor(Class<?> resource) {
        List<Constructor<?>> injected =
                Arrays.stream(resource.getDeclaredConstructors())
                        .filter(constructor -> constructor.isAnnotationPresent(Inject.class))
                        .toList();

        assertThat(resource).hasAnnotation(ApplicationScoped.class);
        assertThat(Modifier.isPublic(resource.getModifiers())).isTrue();
        assertThat(Modifier.isFinal(resource.getModifiers())).as("can be proxied").isFalse();
        assertThat(injected).hasSize(1);
        assertThat(resource.getDeclaredConstructors())
                .as("and the one for the client proxy, which RESTEasy sees only when it is public")
                .anySatisfy(
                        constructor -> {
                            assertThat(constructor.getParameterCount()).isZero();
                            assertThat(Modifier.isPublic(constructor.getModifiers())).isTrue();
                        });
    }

    @ParameterizedTest
    @MethodSource("resources")
    void aProxiesMethods_areNeitherFinalNorHidden(Class<?> resource) {
        for (Method method : resource.getDeclaredMethods()) {
            boolean operation =
                    Arrays.stream(method.getAnnotations())
                            .anyMatch(
                                    annotation ->
                                            annotation
                                                    .annotationType()
                                                    .isAnnotationPresent(HttpMethod.class));
            if (operation) {
                assertThat(Modifier.isPublic(method.getModifiers())).as(method.toString()).isTrue();
                assertThat(Modifier.isFinal(method.getModifiers())).as(method.toString()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aProvider_canBeMadeByTheServer(Class<?> provider) {
        assertThat(Modifier.isPublic(provider.getModifiers())).isTrue();
        assertThat(Modifier.isFinal(provider.getModifiers())).isFalse();
        assertThat(provider.getConstructors()).isNotEmpty();
    }

    @Test
    void theDescription_isServedBesideTheApi_andNamesEveryIdAsText() throws IOException {
        Properties settings = new Properties();
        try (var file =
                SurfaceTest.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
            settings.load(java.util.Objects.requireNonNull(file));
        }
        Set<String> ids = new TreeSet<>();
        for (Class<?> type : classes()) {
            if (type.isRecord() && type.getPackageName().endsWith(".management")) {
                Arrays.stream(type.getRecordComponents())
                        .map(component -> component.getType().getName())
                        .filter(name -> name.startsWith("io.vouchsafe.kernel."))
                        .filter(name -> !name.endsWith("DataType"))
                        .forEach(ids::add);
            }
        }

        assertThat(settings.getProperty("mp.openapi.extensions.path")).isEqualTo("/api/openapi");
        assertThat(ids).hasSizeGreaterThan(5);
        assertThat(ids)
                .allSatisfy(
                        id ->
                                assertThat(settings.getProperty("mp.openapi.schema." + id))
                                        .as(id)
                                        .contains("\"string\""));
    }
}
