package io.vouchsafe.rest.internal.tensorflowserving;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vouchsafe.rest.internal.problem.MalformedBodyException;
import java.io.IOException;
import java.util.Map;
import java.util.TreeSet;

/**
 * Reads {@code instances}, row by row: each an object with a value for every input, or, of a model
 * with one input, the value itself; not a mixture.
 */
final class InstancesReader {
    private static final ServingTexts TEXTS = ServingTexts.TEXTS;

    private final JsonParser json;
    private final Map<String, TensorBuilder> builders;
    private long row;
    private boolean objects;

    /**
     * @param json at the list's bracket; afterwards at the closing one
     */
    InstancesReader(JsonParser json, Map<String, TensorBuilder> builders) {
        this.json = json;
        this.builders = builders;
    }

    void read() throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.END_ARRAY) {
            throw TEXTS.noInstances();
        }
        for (; token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                object();
            } else {
                plain();
            }
            row++;
        }
    }

    private void object() throws IOException {
        NamedInputs named = new NamedInputs(json, builders, true);
        byte[] bytes;
        try {
            bytes = named.read();
        } catch (MalformedBodyException wrong) {
            String key = named.current();
            throw key == null
                    ? TEXTS.element(row, said(wrong))
                    : TEXTS.elementKey(row, ServingBody.shown(key), said(wrong));
        }
        if (bytes != null) {
            only().add(bytes);
            return;
        }
        if (row == 0) {
            objects = true;
        } else if (!objects) {
            throw TEXTS.expectedList(row);
        }
        for (TensorBuilder builder : builders.values()) {
            if (builder.items() != row + 1) {
                throw TEXTS.keys(row, String.join(",", new TreeSet<>(builders.keySet())));
            }
        }
    }

    private void plain() throws IOException {
        TensorBuilder only = only();
        try {
            only.add(json);
        } catch (MalformedBodyException wrong) {
            throw TEXTS.element(row, said(wrong));
        }
    }

    private TensorBuilder only() {
        if (objects) {
            throw TEXTS.expectedObject(row);
        }
        if (builders.size() > 1) {
            throw TEXTS.plainInstances();
        }
        return builders.values().iterator().next();
    }

    private static String said(MalformedBodyException wrong) {
        return wrong.problem().detail();
    }
}
