package io.vouchsafe.rest.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vouchsafe.rest.internal.http.FailureMapper;
import io.vouchsafe.rest.internal.http.HeaderLimits;
import io.vouchsafe.rest.internal.http.JsonBodyReader;
import io.vouchsafe.rest.internal.http.JsonBodyWriter;
import io.vouchsafe.rest.internal.http.RequestIds;
import io.vouchsafe.rest.internal.http.SecurityHeaders;
import io.vouchsafe.rest.internal.http.UntypedBodies;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Logger;
import org.jboss.resteasy.core.SynchronousDispatcher;
import org.jboss.resteasy.mock.MockDispatcherFactory;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.Dispatcher;
import org.jspecify.annotations.Nullable;

/** Resources behind real routing, filters and failure mapping, without a server. */
public final class Api {
    /** What the operator is told; held here, for the logging library holds it weakly. */
    public static final Logger OPERATOR = Logger.getLogger("io.vouchsafe.rest");

    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        OPERATOR.setUseParentHandlers(false); // failures are what many tests are about
    }

    private final Dispatcher dispatcher = MockDispatcherFactory.createDispatcher();

    public Api(Object... resources) {
        for (Class<?> provider :
                new Class<?>[] {
                    RequestIds.class,
                    HeaderLimits.class,
                    UntypedBodies.class,
                    SecurityHeaders.class,
                    FailureMapper.class,
                    JsonBodyReader.class,
                    JsonBodyWriter.class
                }) {
            dispatcher.getProviderFactory().registerProvider(provider);
        }
        for (Object resource : resources) {
            dispatcher.getRegistry().addSingletonResource(resource);
        }
    }

    /** Adds a filter or the like. */
    public Api with(Object provider) {
        dispatcher.getProviderFactory().registerProviderInstance(provider);
        return this;
    }

    public Call get(String path) {
        return new Call("GET", path);
    }

    public Call post(String path) {
        return new Call("POST", path);
    }

    public Call put(String path) {
        return new Call("PUT", path);
    }

    public Call delete(String path) {
        return new Call("DELETE", path);
    }

    public Call call(String method, String path) {
        return new Call(method, path);
    }

    /** A request in the making. */
    public final class Call {
        private final MockHttpRequest request;

        private Call(String method, String path) {
            try {
                request = MockHttpRequest.create(method, path);
                request.content(new byte[0]);
            } catch (URISyntaxException wrong) {
                throw new IllegalArgumentException(wrong);
            }
        }

        public Call header(String name, String value) {
            request.header(name, value);
            return this;
        }

        public Call accept(String type) {
            return header("Accept", type);
        }

        public Call json(String body) {
            return body("application/json", body.getBytes(StandardCharsets.UTF_8));
        }

        public Call body(String type, byte[] body) {
            request.header("Content-Type", type);
            return body(body);
        }

        public Call body(byte[] body) {
            request.header("Content-Length", Integer.toString(body.length));
            request.content(body);
            return this;
        }

        public Call stream(String type, InputStream body) {
            request.header("Content-Type", type);
            request.content(body);
            return this;
        }

        public Answer send() {
            MockHttpResponse response = new MockHttpResponse();
            ((SynchronousDispatcher) dispatcher).invoke(request, response);
            return new Answer(response);
        }
    }

    /** What came back. */
    public record Answer(MockHttpResponse response) {
        public int status() {
            return response.getStatus();
        }

        public String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        public byte[] bytes() {
            return response.getOutput();
        }

        public JsonNode json() {
            try {
                return JSON.readTree(bytes());
            } catch (IOException malformed) {
                throw new UncheckedIOException(malformed);
            }
        }

        public @Nullable String header(String name) {
            Object value = response.getOutputHeaders().getFirst(name);
            return value == null ? null : value.toString();
        }
    }
}
