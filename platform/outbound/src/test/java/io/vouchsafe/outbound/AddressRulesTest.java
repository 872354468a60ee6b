package io.vouchsafe.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
    private static boolean permits(AddressRules rules, String host, String address, int port)
            throws UnknownHostException {
        return rules.permits(host, InetAddress.getByName(address), port);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "127.0.0.1, loopback",
        "127.255.255.254, loopback too",
        "0.0.0.0, this machine",
        "10.1.2.3, private",
        "172.16.0.1, private",
        "172.31.255.255, private",
        "192.168.1.1, private",
        "100.64.0.1, shared",
        "169.254.169.254, metadata",
        "169.254.1.1, link-local",
        "198.18.0.1, benchmarks",
        "192.0.2.1, documentation",
        "224.0.0.1, multicast",
        "255.255.255.255, broadcast",
        "240.0.0.1, reserved",
        "::1, loopback",
        "::, this machine",
        "::ffff:127.0.0.1, mapped loopback",
        "::127.0.0.1, compatible loopback",
        "64:ff9b::7f00:1, NAT64 of loopback",
        "2002:7f00:1::, 6to4 of loopback",
        "2001:0:1:2:3:4:5:6, Teredo",
        "fe80::1, link-local",
        "fec0::1, site-local",
        "fd00:ec2::254, metadata",
        "fd12::1, private",
        "ff02::1, multicast"
    })
    void addressesOfTheInside_areRefused(String address, String reason) throws Exception {
        assertThat(permits(AddressRules.publicOnly(), "example.org", address, 443)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "100.128.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00::1"
            })
    void publicAddresses_arePermitted(String address) throws Exception {
        assertThat(permits(AddressRules.publicOnly(), "example.org", address, 443)).isTrue();
    }

    @ParameterizedTest(name = "{0} lets {1} at {2}:{3} in: {4}")
    @CsvSource({
        "10.1.0.0/16, a, 10.1.255.1, 80, true",
        "10.1.0.0/16, a, 10.2.0.1, 80, false",
        "10.1.0.0/16:8000, a, 10.1.0.1, 8000, true",
        "10.1.0.0/16:8000, a, 10.1.0.1, 8001, false",
        "127.0.0.1:8080, a, 127.0.0.1, 8080, true",
        "127.0.0.1, a, 127.0.0.2, 8080, false",
        "::1, a, ::1, 80, true",
        "[::1]:8080, a, ::1, 8080, true",
        "[::1]:8080, a, ::1, 80, false",
        "fd00::/8, a, fd12::1, 80, true",
        "triton.internal, triton.internal, 10.0.0.1, 80, true",
        "triton.internal:8000, TRITON.internal, 10.0.0.1, 8000, true",
        "triton.internal:8000, triton.internal, 10.0.0.1, 80, false",
        "triton.internal, evil.triton.internal, 10.0.0.1, 80, false",
        "triton.internal, triton.internal, 169.254.169.254, 80, false",
        "169.254.169.254, a, 169.254.169.254, 80, true",
        "0.0.0.0/0, a, 192.168.0.1, 80, true",
        "' a , 10.0.0.1 ,', b, 10.0.0.1, 80, true"
    })
    void theOperatorMayAllowMore(
            String setting, String host, String address, int port, boolean permitted)
            throws Exception {
        assertThat(permits(AddressRules.allowing(setting), host, address, port))
                .isEqualTo(permitted);
    }

    @Test
    void noSettingAllowsNothingMore() throws Exception {
        assertThat(permits(AddressRules.allowing(null), "a", "127.0.0.1", 80)).isFalse();
        assertThat(permits(AddressRules.allowing(" "), "a", "127.0.0.1", 80)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "10.0.0/8",
                "10.0.0.256",
                "host:port",
                "host:99999",
                "http://host",
                "ho st",
                "::1/129",
                "*.internal",
                "10.0.0.1,,bad host"
            })
    void nonsenseIsQuoted(String setting) {
        assertThatThrownBy(() -> AddressRules.allowing(setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'");
    }
}
