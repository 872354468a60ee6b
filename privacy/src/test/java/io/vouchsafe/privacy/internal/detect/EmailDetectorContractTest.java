package io.vouchsafe.privacy.internal.detect;

import io.vouchsafe.privacy.spi.Detector;
import io.vouchsafe.privacy.spi.DetectorContract;

class EmailDetectorContractTest extends DetectorContract {
    private final EmailDetector detector = new EmailDetector();

    @Override
    protected Detector detector() {
        return detector;
    }

    @Override
    protected String sample() {
        return "Write to jo.doe+x@mail.example.com, please";
    }

    @Override
    protected String find() {
        return "jo.doe+x@mail.example.com";
    }
}
