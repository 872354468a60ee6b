package io.vouchsafe.inference.internal.explanation;

/** Of many features some orders are taken. */
class ShapleyOfManyFeaturesTest extends ShapleyContract {
    ShapleyOfManyFeaturesTest() {
        super(20);
    }
}
