package io.vouchsafe.governance.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vouchsafe.governance.Card;
import io.vouchsafe.governance.CardSettings;
import java.util.LinkedHashMap;
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
            return new CardSettings(baseline, node.get("explainedOutput").textValue());
        } catch (JsonProcessingException e) {
            throw GovernanceMessages.TEXTS.unreadableColumn("card.settings", e);
        }
    }

    private static ObjectNode tree(CardSettings settings) {
        ObjectNode node = JSON.createObjectNode();
        ObjectNode baseline = node.putObject("explanationBaseline");
        new TreeMap<>(settings.explanationBaseline()).forEach(baseline::put);
        node.put("explainedOutput", settings.explainedOutput());
        return node;
    }
}
