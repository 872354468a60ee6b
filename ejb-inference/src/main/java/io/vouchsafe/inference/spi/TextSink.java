package io.vouchsafe.inference.spi;

/** Where generated text goes. */
@FunctionalInterface
public interface TextSink {
    /**
     * Takes the next piece, never empty.
     *
     * @return false when nobody wants more: the generation is given up
     */
    boolean accept(String piece);
}
