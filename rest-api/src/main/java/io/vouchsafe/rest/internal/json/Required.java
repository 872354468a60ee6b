package io.vouchsafe.rest.internal.json;

import io.vouchsafe.rest.internal.problem.MalformedBodyException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds members that are missing: a record's component must have a value unless it is marked {@link
 * Nullable}. All that are missing are told at once.
 */
final class Required {
    private Required() {}

    static void check(Object value) {
        List<MalformedBodyException.Fault> faults = new ArrayList<>();
        visit(value, "", faults);
        if (!faults.isEmpty()) {
            throw new MalformedBodyException(faults);
        }
    }

    private static void visit(
            @Nullable Object value, String pointer, List<MalformedBodyException.Fault> faults) {
        switch (value) {
            case null ->
                    faults.add(
                            new MalformedBodyException.Fault(
                                    pointer, JsonTexts.TEXTS.nullElement()));
            case Record fields -> components(fields, pointer, faults);
            case Collection<?> elements -> {
                int index = 0;
                for (Object element : elements) {
                    visit(element, pointer + "/" + index++, faults);
                }
            }
            case Map<?, ?> members ->
                    members.forEach(
                            (name, member) ->
                                    visit(
                                            member,
                                            pointer + "/" + JsonFaults.escape(name.toString()),
                                            faults));
            default -> {}
        }
    }

    private static void components(
            Record fields, String pointer, List<MalformedBodyException.Fault> faults) {
        if (!fields.getClass().getPackageName().startsWith("io.vouchsafe.rest")) {
            return; // an id or a time: complete when it could be made
        }
        for (RecordComponent component : fields.getClass().getRecordComponents()) {
            String at = pointer + "/" + component.getName();
            Object value = valueOf(component, fields);
            if (value != null) {
                visit(value, at, faults);
            } else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                faults.add(
                        new MalformedBodyException.Fault(
                                at, JsonTexts.TEXTS.missing(component.getName())));
            }
        }
    }

    private static @Nullable Object valueOf(RecordComponent component, Record fields) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true); // our records need not be public
            return accessor.invoke(fields);
        } catch (IllegalAccessException | InvocationTargetException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
