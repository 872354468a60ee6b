package io.vouchsafe.verifier.internal.cli;

/** A file that cannot be read as what the command line says it is. */
final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    UnreadableException(String sentence) {
        super(sentence);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
