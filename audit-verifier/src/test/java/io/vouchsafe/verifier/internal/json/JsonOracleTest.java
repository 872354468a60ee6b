package io.vouchsafe.verifier.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Random;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

/** Our reader against two others, over random values and random damage. */
class JsonOracleTest {

    private static final String DAMAGE = "{}[]\",:\\0-9.eEtfn \n\u0001";

    private static final ObjectMapper JACKSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    private JsonNode value(int depth) {
        return switch (random.nextInt(depth > 4 ? 5 : 7)) {
            case 0 -> JACKSON.getNodeFactory().booleanNode(random.nextBoolean());
            case 1 -> JACKSON.getNodeFactory().nullNode();
            case 2 -> JACKSON.getNodeFactory().numberNode(random.nextInt());
            case 3 -> JACKSON.getNodeFactory().numberNode(random.nextGaussian() * 1e9);
            case 4 -> JACKSON.getNodeFactory().textNode(text());
            case 5 -> array(depth);
            default -> object(depth);
        };
    }

    private JsonNode array(int depth) {
        ArrayNode array = JACKSON.createArrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(value(depth + 1));
        }
        return array;
    }

    private JsonNode object(int depth) {
        ObjectNode object = JACKSON.createObjectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            object.set(text(), value(depth + 1));
        }
        return object;
    }

    private String text() {
        return random.ints(random.nextInt(6), 0, 0x2_ffff)
                .filter(c -> Character.getType(c) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void randomValues_areCanonicalisedAsTheReferenceDoes() throws IOException {
        for (int round = 0; round < 2_000; round++) {
            String text = JACKSON.writeValueAsString(object(0));

            assertThat(Json.parse(text).canonical())
                    .as("seed %s", seed)
                    .isEqualTo(new JsonCanonicalizer(text).getEncodedString());
        }
    }

    @Test
    void randomDamage_isNeverAcceptedWhereJacksonRefuses() throws JsonProcessingException {
        int refused = 0;
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder(JACKSON.writeValueAsString(object(0)));
            int at = random.nextInt(text.length());
            text.setCharAt(at, DAMAGE.charAt(random.nextInt(DAMAGE.length())));
            if (random.nextInt(4) == 0) {
                text.setLength(random.nextInt(text.length()));
            }
            boolean ours = reads(text.toString());

            assertThat(!ours || jacksonReads(text.toString()))
                    .as("seed %s: %s", seed, text)
                    .isTrue();
            refused += ours ? 0 : 1;
        }
        assertThat(refused).isPositive();
    }

    private static boolean reads(String text) {
        try {
            return !Json.parse(text).canonical().isEmpty();
        } catch (JsonException malformed) {
            return false;
        }
    }

    private static boolean jacksonReads(String text) {
        try {
            return JACKSON.readTree(text) != null;
        } catch (JsonProcessingException malformed) {
            return false;
        }
    }
}
