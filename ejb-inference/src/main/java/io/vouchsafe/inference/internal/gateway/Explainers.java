package io.vouchsafe.inference.internal.gateway;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.inference.internal.InferenceSettings;
import io.vouchsafe.inference.internal.explanation.MethodOrder;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.Explainer;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.Signature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The methods of explanation there are. */
@ApplicationScoped
class Explainers {
    /** Explanations that wait for one that runs; more than these are refused. */
    private static final int WAITING_PER_PLACE = 8;

    private final List<Explainer> all;
    private final Bulkhead lane;

    /** For the client proxy. */
    protected Explainers() {
        this(List.of());
    }

    @Inject
    Explainers(@Any Instance<Explainer> all, InferenceSettings settings) {
        this(all.stream().toList(), Math.max(1, settings.concurrentCalls() / 2));
    }

    Explainers(List<Explainer> all) {
        this(all, 1);
    }

    private Explainers(List<Explainer> all, int places) {
        this.all = List.copyOf(all);
        this.lane = new Bulkhead(places, places * WAITING_PER_PLACE);
    }

    /**
     * Runs an explanation where it cannot take the last places from predictions: at most half of
     * all places are ever explanations', and who waits for one of these waits outside the queue
     * that predictions stand in.
     */
    <T> T behindPredictions(Deadline deadline, Supplier<T> explanation) {
        return lane.run(deadline, explanation);
    }

    /** The method asked for; null when none was, refused when the model does not offer it. */
    @Nullable Explainer choose(@Nullable String method, ModelRoute route) {
        if (method == null) {
            return null;
        }
        return wanted(method, route.signature()).stream()
                .flatMap(name -> all.stream().filter(one -> one.method().equals(name)))
                .filter(explainer -> explainer.supports(route.model(), route.signature()))
                .findFirst()
                .orElseThrow(() -> unavailable(method, route));
    }

    private List<String> wanted(String method, Signature signature) {
        return method.equals(MethodOrder.AUTO)
                ? MethodOrder.of(signature, all.stream().map(Explainer::method).toList())
                : List.of(method);
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

    /** Methods for this signature, without {@code auto}, which every model with one takes. */
    List<String> offered(LoadedModel model, Signature signature) {
        return all.stream()
                .filter(explainer -> explainer.supports(model, signature))
                .map(Explainer::method)
                .toList();
    }
}
