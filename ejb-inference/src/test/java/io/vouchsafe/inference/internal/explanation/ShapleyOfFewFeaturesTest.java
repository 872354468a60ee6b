package io.vouchsafe.inference.internal.explanation;

/** Of few features all coalitions are asked. */
class ShapleyOfFewFeaturesTest extends ShapleyContract {
    ShapleyOfFewFeaturesTest() {
        super(3);
    }
}
