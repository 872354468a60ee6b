package io.vouchsafe.inference.internal.gateway;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.inference.spi.Explainer;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.Signature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The methods of explanation there are. */
@ApplicationScoped
class Explainers {
    private final List<Explainer> all;

    /** For the client proxy. */
    protected Explainers() {
        this(List.of());
    }

    @Inject
    Explainers(@Any Instance<Explainer> all) {
        this(all.stream().toList());
    }

    Explainers(List<Explainer> all) {
        this.all = List.copyOf(all);
    }

    /** The method asked for; null when none was, refused when the model does not offer it. */
    @Nullable Explainer choose(@Nullable String method, ModelRoute route) {
        if (method == null) {
            return null;
        }
        return all.stream()
                .filter(explainer -> explainer.method().equals(method))
                .filter(explainer -> explainer.supports(route.model(), route.signature()))
                .findFirst()
                .orElseThrow(() -> unavailable(method, route));
    }

    private RefusedException unavailable(String method, ModelRoute route) {
        List<String> offered = offered(route.model(), route.signature());
        String shown = method.length() <= 64 ? method : method.substring(0, 64) + "…";
        return new RefusedException(
                Reason.EXPLANATION_UNAVAILABLE,
                LOG.noExplanation(
                        shown.replaceAll("\\p{Cntrl}", "\uFFFD"),
                        offered.isEmpty() ? "none" : String.join(", ", offered)));
    }

    /** Methods for this signature. */
    List<String> offered(LoadedModel model, Signature signature) {
        return all.stream()
                .filter(explainer -> explainer.supports(model, signature))
                .map(Explainer::method)
                .toList();
    }
}
