package io.vouchsafe.outbound.internal;

import io.vouchsafe.outbound.AddressRules;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves and checks in one step: the client connects what is answered here and nothing else. One
 * address that must not be called refuses the name, so that no answer of the name service is a
 * lottery.
 */
final class CheckedResolver implements DnsResolver {
    private final AddressRules rules;
    private final Names names;

    /** Who knows addresses. */
    @FunctionalInterface
    interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /** A name whose address must not be called. */
    static final class RefusedException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        RefusedException(String host) {
            super(host);
        }
    }

    CheckedResolver(AddressRules rules, Names names) {
        this.rules = rules;
        this.names = names;
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (InetAddress address : names.of(host)) {
            if (!rules.permits(host, address, port)) {
                throw new RefusedException(host);
            }
            addresses.add(new InetSocketAddress(address, port));
        }
        return addresses;
    }

    /** The client asks with the port; without one nothing can be allowed by it. */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return resolve(host, -1).stream()
                .map(InetSocketAddress::getAddress)
                .toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
