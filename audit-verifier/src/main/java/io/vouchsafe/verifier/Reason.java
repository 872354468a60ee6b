package io.vouchsafe.verifier;

/** Why something was not accepted: one word for programs, beside the sentence for people. */
public enum Reason {
    /** The input is larger than this verifier reads. */
    TOO_LARGE,
    /** Bytes that are no UTF-8 text. */
    ENCODING,
    /** A hash is not 32 bytes in canonical base64 or hex. */
    HASH,
    /** A verifier key line, or a set of keys, is malformed or contradictory. */
    KEY,
    /** The bytes are no signed note (c2sp.org/signed-note). */
    NOTE,
    /** The note's text is no checkpoint (c2sp.org/tlog-checkpoint). */
    CHECKPOINT,
    /** A cosignature's bytes have the wrong shape (c2sp.org/tlog-cosignature). */
    COSIGNATURE,
    /** A tile path or a tile's content is malformed (c2sp.org/tlog-tiles). */
    TILE,
    /** The file is no proof (c2sp.org/tlog-proof). */
    PROOF,
    /** The file is no receipt: neither proof nor JSON with a proof, or without salt and body. */
    RECEIPT,
    /** A member of the JSON around the proof says something else than the proven body. */
    RECEIPT_MEMBER,
    /** The body is not RFC 8785 canonical JSON with version, id and type. */
    BODY,
    /** A stored frontier is malformed. */
    FRONTIER,
    /** The entry's index is not below the tree's size. */
    INDEX_OUTSIDE_TREE,
    /** A size is negative, or the older tree is larger than the newer one. */
    TREE_SIZE,
    /** The proof has more or fewer hashes than this index and size need. */
    PROOF_LENGTH,
    /** The proof leads to another root: the entry, its place, the proof or the root was changed. */
    ROOT_DIFFERS,
    /** No key of the given set signed, or the set has no key of the log. */
    NO_KNOWN_SIGNATURE,
    /** A key of the given set is named but its signature does not verify. */
    SIGNATURE_FAILED,
    /**
     * The log's ML-DSA-44 key is in the given set, but its cosignature is not on the checkpoint.
     */
    COSIGNATURE_MISSING,
    /** The request's bytes are not those that the receipt commits to. */
    REQUEST_DIFFERS,
    /** The response's bytes are not those that the receipt commits to. */
    RESPONSE_DIFFERS,
    /** A file was given, but the receipt holds no commitment to compare it with. */
    NO_COMMITMENT
}
