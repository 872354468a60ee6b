package io.vouchsafe.portal.testing;

import io.vouchsafe.portal.internal.frame.Frame;
import io.vouchsafe.portal.internal.frame.Notices;
import jakarta.faces.application.FacesMessage;
import java.util.ArrayList;
import java.util.List;

/** Notices as a list. */
public final class FakeNotices extends Notices {
    public final List<String> said = new ArrayList<>();

    public FakeNotices(Frame frame) {
        super(frame);
    }

    @Override
    protected void add(FacesMessage.Severity severity, String summary, String detail) {
        said.add(
                (severity.getOrdinal() >= 2 ? "!" : "")
                        + summary
                        + (detail.isEmpty() ? "" : " / ")
                        + detail);
    }
}
