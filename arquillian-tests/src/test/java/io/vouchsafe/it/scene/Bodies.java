package io.vouchsafe.it.scene;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Requests and answers of the Open Inference Protocol. */
public final class Bodies {
    private Bodies() {}

    /** {@code x} as one column of floats, what the half-plus-two models take. */
    public static ObjectNode x(double... values) {
        ObjectNode body = request();
        ArrayNode data = input(body, "x", "FP32", values.length, 1);
        for (double value : values) {
            data.add(value);
        }
        return body;
    }

    /** One row of {@code credit-risk}. */
    public static ObjectNode applicant() {
        ObjectNode body = request();
        number(body, "age", 44);
        number(body, "income", 2300);
        number(body, "amount", 9000);
        number(body, "duration_months", 18);
        number(body, "late_payments", 3);
        text(body, "employment", "unemployed");
        text(body, "housing", "rent");
        text(body, "use", "travel");
        text(body, "postcode", "85123");
        return body;
    }

    public static ObjectNode request() {
        ObjectNode body = Answer.JSON.createObjectNode();
        body.putArray("inputs");
        return body;
    }

    private static void number(ObjectNode body, String name, double value) {
        input(body, name, "FP32", 1).add(value);
    }

    private static void text(ObjectNode body, String name, String value) {
        input(body, name, "BYTES", 1).add(value);
    }

    /** Adds an input; the answer is its empty data. */
    public static ArrayNode input(ObjectNode body, String name, String datatype, long... shape) {
        ObjectNode input = ((ArrayNode) body.get("inputs")).addObject();
        input.put("name", name);
        ArrayNode sizes = input.putArray("shape");
        for (long size : shape) {
            sizes.add(size);
        }
        input.put("datatype", datatype);
        return input.putArray("data");
    }

    /** The named input of a request, to be spoilt. */
    public static ObjectNode inputOf(ObjectNode body, String name) {
        for (JsonNode input : body.get("inputs")) {
            if (input.get("name").asText().equals(name)) {
                return (ObjectNode) input;
            }
        }
        throw new AssertionError("no input " + name);
    }

    /** An output of an answer; a missing node when it is not there. */
    public static JsonNode output(Answer answer, String name) {
        for (JsonNode output : answer.json().path("outputs")) {
            if (output.path("name").asText().equals(name)) {
                return output;
            }
        }
        return Answer.JSON.missingNode();
    }

    /** An output's numbers. */
    public static List<Double> numbers(Answer answer, String output) {
        List<Double> numbers = new ArrayList<>();
        output(answer, output).path("data").forEach(each -> numbers.add(each.asDouble()));
        return numbers;
    }

    /** An output's texts. */
    public static List<String> texts(Answer answer, String output) {
        List<String> texts = new ArrayList<>();
        output(answer, output).path("data").forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
