package io.vouchsafe.launcher.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/** An HTTP server on loopback whose answers a test writes, and that can die after any request. */
abstract class FakeServer implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<String> requests = new ArrayList<>();
    private int untilDeath = Integer.MAX_VALUE;

    FakeServer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(Executors.newSingleThreadExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The n-th request from here on is carried out, but its answer never arrives. */
    synchronized void loseAnswer(int n) {
        untilDeath = n;
    }

    synchronized boolean lostOne() {
        return untilDeath <= 0;
    }

    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().toString();
        requests.add(method + " " + path);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Reply reply = answer(method, path, body, exchange);
        untilDeath--;
        if (untilDeath == 0) {
            exchange.close();
            return;
        }
        reply.location().ifPresent(to -> exchange.getResponseHeaders().add("Location", to));
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    abstract Reply answer(String method, String path, String body, HttpExchange exchange)
            throws IOException;

    static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    static String bearer(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        return header == null ? "" : header.replaceFirst("^Bearer ", "");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    record Reply(int status, String body, java.util.Optional<String> location) {

        static Reply of(int status, String body) {
            return new Reply(status, body, java.util.Optional.empty());
        }

        static Reply at(int status, String location) {
            return new Reply(status, "", java.util.Optional.of(location));
        }
    }
}
