package io.vouchsafe.outbound;

import io.vouchsafe.outbound.internal.AddressBlock;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses may be called. Public ones always; loopback, private, link-local, shared and
 * reserved ones (IANA's special-purpose registries, RFC 6890), and those that hide another address
 * (6to4, Teredo, NAT64), only as the operator allows. Addresses of clouds' metadata services are
 * link-local: they must be allowed as addresses, a name never reaches them.
 */
public final class AddressRules {
    /** The setting that allows more. */
    public static final String SETTING = "VOUCHSAFE_OUTBOUND_ALLOW";

    private static final List<AddressBlock> SPECIAL =
            AddressBlock.all(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                    "::/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20",
                    "fc00::/7",
                    "fe80::/9",
                    "ff00::/8");
    private static final List<AddressBlock> LINK_LOCAL =
            AddressBlock.all("169.254.0.0/16", "fe80::/10", "fd00:ec2::254/128");

    private final List<Allowed> allowed;

    /** A name or a block, and the port when one is said. */
    private record Allowed(
            @Nullable String host, @Nullable AddressBlock block, @Nullable Integer port) {
        boolean covers(String name, InetAddress address, int calledPort) {
            if (port != null && port != calledPort) {
                return false;
            }
            if (block != null) {
                return block.contains(address);
            }
            return name.equals(host)
                    && LINK_LOCAL.stream().noneMatch(local -> local.contains(address));
        }
    }

    private AddressRules(List<Allowed> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** Public addresses alone. */
    public static AddressRules publicOnly() {
        return new AddressRules(List.of());
    }

    /**
     * Public addresses, and those of a list such as {@code 10.1.0.0/16, triton.internal:8000,
     * [::1]:8080}: blocks, addresses and names, each with a port or for all ports.
     *
     * @throws IllegalArgumentException that quotes the first entry that is none
     */
    public static AddressRules allowing(@Nullable String setting) {
        List<Allowed> allowed = new ArrayList<>();
        if (setting != null) {
            for (String entry : setting.split(",", -1)) {
                if (!entry.isBlank()) {
                    allowed.add(parse(entry.strip()));
                }
            }
        }
        return new AddressRules(allowed);
    }

    private static Allowed parse(String entry) {
        String host = entry;
        Integer port = null;
        int colon = entry.lastIndexOf(':');
        boolean bracketed = entry.startsWith("[") && entry.indexOf(']') > 0;
        boolean several = !bracketed && entry.indexOf(':') != colon;
        if (colon > entry.indexOf(']') && !several) {
            String number = entry.substring(colon + 1);
            if (!number.matches("[0-9]{1,5}") || Integer.parseInt(number) > 65_535) {
                throw wrong(entry);
            }
            port = Integer.valueOf(number);
            host = entry.substring(0, colon);
        }
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (AddressBlock.isNumeric(host)) {
            try {
                return new Allowed(null, AddressBlock.parse(host), port);
            } catch (IllegalArgumentException noBlock) {
                throw wrong(entry);
            }
        }
        if (!host.matches("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?")) {
            throw wrong(entry);
        }
        return new Allowed(host.toLowerCase(Locale.ROOT), null, port);
    }

    private static IllegalArgumentException wrong(String entry) {
        return new IllegalArgumentException(
                "'%s' is no block, address or name with or without a port".formatted(entry));
    }

    /** True when {@code host}, found at {@code address}, may be called on this port. */
    public boolean permits(String host, InetAddress address, int port) {
        String name = host.toLowerCase(Locale.ROOT);
        return SPECIAL.stream().noneMatch(block -> block.contains(address))
                || allowed.stream().anyMatch(entry -> entry.covers(name, address, port));
    }
}
