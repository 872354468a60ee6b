package io.vouchsafe.outbound.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Addresses with the same first bits (CIDR, RFC 4632), of one family. */
public record AddressBlock(byte[] first, int bits) {
    /** Blocks of literals. */
    public static List<AddressBlock> all(String... literals) {
        return Arrays.stream(literals).map(AddressBlock::parse).toList();
    }

    /** True for what is meant as an address or block, not as a name. */
    public static boolean isNumeric(String text) {
        return text.contains(":") || text.matches("[0-9./]+");
    }

    /**
     * Reads an address or {@code address/bits}; never asks the name service.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static AddressBlock parse(String literal) {
        int slash = literal.indexOf('/');
        String address = slash < 0 ? literal : literal.substring(0, slash);
        boolean four = address.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
        if (!four && !address.matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            throw new IllegalArgumentException(literal);
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            int most = bytes.length * 8;
            int bits = slash < 0 ? most : Integer.parseInt(literal.substring(slash + 1));
            if (bits < 0 || bits > most) {
                throw new IllegalArgumentException(literal);
            }
            return new AddressBlock(bytes, bits);
        } catch (UnknownHostException noAddress) {
            throw new IllegalArgumentException(literal, noAddress);
        }
    }

    public boolean contains(InetAddress address) {
        byte[] other = address.getAddress();
        if (other.length != first.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if (((first[bit / 8] ^ other[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
