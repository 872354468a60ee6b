package io.vouchsafe.inference.internal.processing;

import static io.vouchsafe.inference.internal.processing.ProcessingMessages.TEXTS;

import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.TensorSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The model's own inputs or outputs, which a declaration must fit. */
final class ModelTensors {
    private final List<TensorSpec> specs;

    ModelTensors(List<TensorSpec> specs) {
        this.specs = specs;
    }

    /** The tensor of that name; refused with those there are. */
    TensorSpec get(String where, String name) {
        return specs.stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Fields.rejected(TEXTS.tensorUnknown(where, name, described())));
    }

    private String described() {
        return specs.stream()
                .map(spec -> spec.name() + " (" + spec.dataType() + " " + shown(spec) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String shown(TensorSpec spec) {
        return spec.shape() == null ? "of any shape" : spec.shape().toString();
    }

    /** Refuses a step that would feed a tensor what it does not take. */
    static void check(String where, TensorSpec spec, Set<DataType> types, Shape given) {
        Shape shape = spec.shape();
        if (!types.contains(spec.dataType()) || (shape != null && !meets(shape, given))) {
            throw Fields.rejected(
                    TEXTS.tensorDoesNotFit(
                            where,
                            types.stream()
                                    .sorted()
                                    .map(DataType::name)
                                    .collect(Collectors.joining(" or ")),
                            given.toString(),
                            spec.name(),
                            spec.dataType().name(),
                            shown(spec)));
        }
    }

    private static boolean meets(Shape one, Shape other) {
        if (one.rank() != other.rank()) {
            return false;
        }
        for (int i = 0; i < one.rank(); i++) {
            if (one.size(i) >= 0 && other.size(i) >= 0 && one.size(i) != other.size(i)) {
                return false;
            }
        }
        return true;
    }

    /** How many rows the model takes at once; -1: any. */
    static long rows(TensorSpec spec) {
        Shape shape = spec.shape();
        return shape == null || shape.rank() == 0 ? -1 : shape.size(0);
    }
}
