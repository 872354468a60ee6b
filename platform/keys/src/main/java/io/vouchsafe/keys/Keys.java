package io.vouchsafe.keys;

import java.util.List;

/** The suite's signing keys. */
public interface Keys {
    /**
     * The log's keys in the order they sign: Ed25519 first, then the ML-DSA-44 cosigner. Both bear
     * the log's origin as their name. Creates the key store at the first call of the first start.
     *
     * @throws KeyStoreUnusableException when the store is damaged or its password is wrong
     */
    List<SigningKey> logKeys();

    /** True when the key store was made before; asking does not create it. */
    boolean present();

    /** Where the key store is, for messages to the operator. */
    String location();
}
