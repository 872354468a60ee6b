package io.vouchsafe.it.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;

/** The ports of this run: the product's own with one more digit in front. */
public final class Ports {
    private static final String DECADE = System.getProperty("test.decade", "1");
    public static final int HTTP = Integer.parseInt(DECADE + "8080");
    public static final int MANAGEMENT = Integer.parseInt(DECADE + "9990");
    public static final int KEYCLOAK = Integer.parseInt(DECADE + "8180");
    public static final int KEYCLOAK_MANAGEMENT = Integer.parseInt(DECADE + "9000");
    public static final int DATABASE = Integer.parseInt(DECADE + "5432");

    private Ports() {}

    public static URI api(String path) {
        return URI.create("http://127.0.0.1:" + HTTP + path);
    }

    public static URI keycloak(String path) {
        return URI.create("http://127.0.0.1:" + KEYCLOAK + path);
    }

    /** Says clearly what stands in the way, instead of testing somebody else's server. */
    static void requireFree() {
        for (int port : new int[] {HTTP, MANAGEMENT, KEYCLOAK, KEYCLOAK_MANAGEMENT, DATABASE}) {
            try (ServerSocket socket =
                    new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                socket.setReuseAddress(true);
            } catch (IOException taken) {
                throw new IllegalStateException(
                        "Port %d is taken; run with -Dtest.decade=2 or stop what holds it"
                                .formatted(port),
                        taken);
            }
        }
    }
}
