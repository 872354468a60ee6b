package io.vouchsafe.inference.internal.explanation;

import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code auto} means: the method that shows most of what a signature takes. An image or
 * nothing but text is shown in itself; else gradients, where there are any, are the cheapest that
 * is complete; else Shapley values, which every model has.
 */
public final class MethodOrder {
    /** The name to ask by. */
    public static final String AUTO = "auto";

    private static final String GRADIENTS = "integrated-gradients";

    private MethodOrder() {}

    /**
     * Names in order of preference.
     *
     * @param known names of all methods; those without an opinion come last
     */
    public static List<String> of(Signature signature, List<String> known) {
        List<TensorSpec> inputs = signature.inputs();
        boolean inside =
                inputs.stream().anyMatch(OcclusionExplainer::isImage)
                        || inputs.stream().allMatch(OcclusionExplainer::isText);
        List<String> order = new ArrayList<>();
        if (inside) {
            order.add(OcclusionExplainer.METHOD);
        }
        order.add(GRADIENTS);
        order.add(ShapleyExplainer.METHOD);
        order.add(OcclusionExplainer.METHOD);
        order.addAll(known);
        return order.stream().distinct().toList();
    }
}
