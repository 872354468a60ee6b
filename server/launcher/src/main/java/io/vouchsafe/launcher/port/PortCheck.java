package io.vouchsafe.launcher.port;

import static io.vouchsafe.launcher.report.LauncherMessages.MESSAGES;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Asks the operating system whether a port on loopback is free. */
public final class PortCheck {

    private PortCheck() {}

    public static void requireFree(int port, String use) {
        if (!isFree(port)) {
            String holder = PortHolder.of(port).orElse("another process");
            throw MESSAGES.portTaken(port, use, holder);
        }
    }

    public static boolean isFree(int port) {
        return bind(port) == port;
    }

    /** The preferred port, or any free one. */
    public static int freePort(int preferred) {
        if (isFree(preferred)) {
            return preferred;
        }
        int any = bind(0);
        if (any < 0) {
            throw new UncheckedIOException(new IOException("no free port on loopback"));
        }
        return any;
    }

    private static int bind(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // A port in TIME_WAIT is free; one that somebody listens on is refused all the same.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        } catch (IOException taken) {
            return -1;
        }
    }
}
