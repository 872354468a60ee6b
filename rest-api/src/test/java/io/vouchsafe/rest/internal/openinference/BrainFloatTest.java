package io.vouchsafe.rest.internal.openinference;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrainFloatTest {
    @ParameterizedTest
    @CsvSource({
        "1.0,          1.0,        exact",
        "1.00390625,   1.0,        halfway goes to even below",
        "1.01171875,   1.015625,   halfway goes to even above",
        "1.00390637,   1.0078125,  just above halfway",
        "-1.00390637, -1.0078125,  the same below zero",
        "3.4028235e38, Infinity,   beyond the largest",
        "1e-45,        0.0,        below the smallest",
        "Infinity,     Infinity,   infinity stays"
    })
    void aFloat_isRoundedToNearestEven(float value, float rounded, String reason) {
        assertThat(BrainFloat.toFloat(BrainFloat.of(value))).as(reason).isEqualTo(rounded);
    }

    @Property
    void everyBrainFloat_isItself(@ForAll short bits) {
        float value = BrainFloat.toFloat(bits);

        float again = BrainFloat.toFloat(BrainFloat.of(value));

        assertThat(Float.compare(again, value)).isZero();
    }
}
