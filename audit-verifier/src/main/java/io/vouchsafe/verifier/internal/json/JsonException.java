package io.vouchsafe.verifier.internal.json;

/**
 * Text that is no JSON, or JSON that could be read in two ways. The message never quotes the text.
 */
public final class JsonException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    JsonException(String fact, int at) {
        super(fact + " at character " + at);
    }
}
