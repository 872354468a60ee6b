package io.vouchsafe.governance.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vouchsafe.governance.Card;
import io.vouchsafe.governance.CardSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A card's settings as they stand in their column; keys sorted, so equal settings equal text. */
public final class CardJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CardJson() {}

    public static String write(CardSettings settings) {
        return tree(settings).toString();
    }

    /** The whole card in one stable text, for its digest. */
    public static String canonical(Card card) {
        return tree(card.settings()).put("text", card.text()).toString();
    }

    /** Reads what {@link #write} wrote. */
    public static CardSettings read(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            Map<String, String> baseline = new LinkedHashMap<>();
            node.get("explanationBaseline")
                    .properties()
                    .forEach(input -> baseline.put(input.getKey(), input.getValue().textValue()));
            return new CardSettings(
                    baseline,
                    node.get("explainedOutput").textValue(),
                    lists(node.path("featureNames")),
                    lists(node.path("featureGroups")),
                    node.path("processing").textValue());
        } catch (JsonProcessingException e) {
            throw GovernanceMessages.TEXTS.unreadableColumn("card.settings", e);
        }
    }

    /** Absent in cards that were written before there were any. */
    private static Map<String, List<String>> lists(JsonNode node) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> list : node.properties()) {
            List<String> members = new ArrayList<>();
            list.getValue().forEach(member -> members.add(member.textValue()));
            lists.put(list.getKey(), members);
        }
        return lists;
    }

    private static void put(ObjectNode node, String name, Map<String, List<String>> lists) {
        if (lists.isEmpty()) {
            return; // so that the digest of a card without them stays what it was
        }
        ObjectNode object = node.putObject(name);
        new TreeMap<>(lists)
                .forEach(
                        (key, members) -> {
                            ArrayNode array = object.putArray(key);
                            members.forEach(array::add);
                        });
    }

    private static ObjectNode tree(CardSettings settings) {
        ObjectNode node = JSON.createObjectNode();
        ObjectNode baseline = node.putObject("explanationBaseline");
        new TreeMap<>(settings.explanationBaseline()).forEach(baseline::put);
        node.put("explainedOutput", settings.explainedOutput());
        put(node, "featureGroups", settings.featureGroups());
        put(node, "featureNames", settings.featureNames());
        if (settings.processing() != null) {
            node.put("processing", settings.processing());
        }
        return node;
    }
}
