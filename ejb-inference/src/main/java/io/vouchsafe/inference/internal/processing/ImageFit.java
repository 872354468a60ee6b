package io.vouchsafe.inference.internal.processing;

import io.vouchsafe.inference.internal.tensorflow.ImageCut;

/**
 * How a picture of another shape is brought to the model's.
 *
 * @param share of the picture that is kept when it is cropped, above 0 and at most 1
 */
record ImageFit(Way way, double share) {
    /** What happens to the sides. */
    enum Way {
        /** Made wider or higher; nothing is lost. */
        STRETCH,
        /** The middle is taken in the model's proportions. */
        CROP,
        /** Made to fit inside; the rest is filled. */
        PAD,
        /** Another size is refused. */
        EXACT
    }

    static ImageFit read(Fields fields) {
        Way way = fields.choiceOr("fit", Way.STRETCH);
        double share = fields.numberOr("share", 1);
        if (share <= 0 || share > 1) {
            throw fields.wrong("share", "above 0 and at most 1");
        }
        if (share < 1 && way != Way.CROP) {
            throw fields.wrong("share", "left out unless 'fit' is 'crop'");
        }
        return new ImageFit(way, share);
    }

    /** The cut for one picture. */
    ImageCut cut(int height, int width, int toHeight, int toWidth) {
        return switch (way) {
            case STRETCH, EXACT -> new ImageCut(0, 0, height, width, toHeight, toWidth, 0, 0);
            case CROP -> {
                double each =
                        share * Math.min((double) height / toHeight, (double) width / toWidth);
                int rows = within(each * toHeight, height);
                int columns = within(each * toWidth, width);
                yield new ImageCut(
                        (height - rows) / 2,
                        (width - columns) / 2,
                        rows,
                        columns,
                        toHeight,
                        toWidth,
                        0,
                        0);
            }
            case PAD -> {
                double each = Math.min((double) toHeight / height, (double) toWidth / width);
                int rows = within(each * height, toHeight);
                int columns = within(each * width, toWidth);
                yield new ImageCut(
                        0,
                        0,
                        height,
                        width,
                        rows,
                        columns,
                        (toHeight - rows) / 2,
                        (toWidth - columns) / 2);
            }
        };
    }

    private static int within(double size, int most) {
        return (int) Math.clamp(Math.round(size), 1, most);
    }
}
