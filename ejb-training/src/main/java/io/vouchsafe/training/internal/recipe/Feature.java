package io.vouchsafe.training.internal.recipe;

/** One named input of a model and how it becomes numbers. */
public sealed interface Feature {
    String name();

    /** The value that means "nothing known", as text: where an explanation starts from. */
    String baseline();

    /**
     * A number, standardised by the training data's mean and deviation.
     *
     * @param baseline a decimal number
     */
    record Number(String name, String baseline) implements Feature {}

    /**
     * One of a few words: hashed into a bucket, then an embedding.
     *
     * @param prefix bytes of the value that count, 0 for all: a model that needs a region only
     *     never sees more of a postcode
     */
    record Category(String name, int buckets, int width, int prefix) implements Feature {
        @Override
        public String baseline() {
            return "";
        }
    }

    /** Free text: lower-cased, split into words (each Han character is one), hashed, averaged. */
    record Text(String name, int buckets, int width) implements Feature {
        @Override
        public String baseline() {
            return "";
        }
    }
}
