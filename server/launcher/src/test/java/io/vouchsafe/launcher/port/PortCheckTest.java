package io.vouchsafe.launcher.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortCheckTest {

    @Test
    void aTakenPort_isRefusedWithPortUseAndHolder() throws IOException {
        try (ServerSocket holder = listen()) {
            int port = holder.getLocalPort();

            assertThatThrownBy(() -> PortCheck.requireFree(port, "HTTP"))
                    .hasMessageContainingAll(
                            "VOUCH19001",
                            "Port " + port + " (HTTP)",
                            "process " + ProcessHandle.current().pid(),
                            "--offset");
        }
    }

    @Test
    void aPortThatWasJustLeft_isFree() throws IOException {
        int port;
        try (ServerSocket holder = listen()) {
            port = holder.getLocalPort();
        }

        assertThatCode(() -> PortCheck.requireFree(port, "HTTP")).doesNotThrowAnyException();
    }

    @Test
    void freePort_keepsThePreferredOneWhenItCan() throws IOException {
        int port;
        try (ServerSocket holder = listen()) {
            port = holder.getLocalPort();
        }

        assertThat(PortCheck.freePort(port)).isEqualTo(port);
    }

    @Test
    void freePort_movesAwayFromATakenOne() throws IOException {
        try (ServerSocket holder = listen()) {
            int port = PortCheck.freePort(holder.getLocalPort());

            assertThat(port).isNotEqualTo(holder.getLocalPort()).isPositive();
        }
    }

    @Test
    void nobodysPort_hasNoHolder() {
        assertThat(PortHolder.of(1)).isEmpty();
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
