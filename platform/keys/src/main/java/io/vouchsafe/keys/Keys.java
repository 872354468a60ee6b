package io.vouchsafe.keys;

import java.util.List;

/** The suite's signing keys. */
public interface Keys {
    /** The log's keys in the order they sign: Ed25519 first, then the ML-DSA-44 cosigner. */
    List<SigningKey> logKeys();
}
