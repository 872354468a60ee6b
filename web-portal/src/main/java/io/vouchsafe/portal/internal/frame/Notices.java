package io.vouchsafe.portal.internal.frame;

import io.vouchsafe.kernel.Outcome;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;

/** What an action came to, as a notice on the page that follows. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container's proxy never reads the fields
public class Notices {
    private Frame frame;

    /** For the client proxy. */
    protected Notices() {}

    @Inject
    public Notices(Frame frame) {
        this.frame = frame;
    }

    /**
     * Says what happened: the text of {@code key} when done, else what the problem means and what
     * to do, with the face's own sentence below. Survives the redirect that follows.
     *
     * @return the value when it was done
     */
    public <T> Optional<T> of(Outcome<T> outcome, String key, Object... arguments) {
        return switch (outcome) {
            case Outcome.Done<T> done -> {
                add(FacesMessage.SEVERITY_INFO, frame.format(key, arguments), "");
                yield Optional.of(done.value());
            }
            case Outcome.Declined<T> declined -> {
                String known = "problem." + declined.problem();
                String text = frame.text(known);
                add(
                        FacesMessage.SEVERITY_ERROR,
                        text.equals(known) ? frame.text("problem.other") : text,
                        declined.detail());
                yield Optional.empty();
            }
        };
    }

    /** A sentence of the page's own: what was not done, and what to do. */
    public void error(String key, Object... arguments) {
        add(FacesMessage.SEVERITY_ERROR, frame.format(key, arguments), "");
    }

    /** Adds the notice to the page, or to the next one after a redirect. */
    protected void add(FacesMessage.Severity severity, String summary, String detail) {
        FacesContext faces = FacesContext.getCurrentInstance();
        faces.getExternalContext().getFlash().setKeepMessages(true);
        faces.addMessage(null, new FacesMessage(severity, summary, detail));
    }
}
