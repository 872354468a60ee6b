package io.vouchsafe.governance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.governance.Card;
import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonColumnsTest {
    @Test
    void signatures_comeBackWithEveryTypeAndShape() {
        List<TensorSpec> specs = new ArrayList<>();
        for (DataType type : DataType.values()) {
            specs.add(new TensorSpec("any " + type, type, null));
            specs.add(new TensorSpec("scalar \"" + type, type, Shape.SCALAR));
            specs.add(new TensorSpec("名 " + type, type, Shape.of(-1, 4, 1L << 40)));
        }
        List<Signature> signatures =
                List.of(
                        new Signature(
                                "serving_default", "tensorflow/serving/predict", specs, specs),
                        new Signature("mute", "", List.of(), specs));

        assertThat(SignatureJson.read(SignatureJson.write(signatures))).isEqualTo(signatures);
    }

    @Test
    void settings_comeBackAndAreWrittenInOneOrder() {
        Map<String, String> forth = new LinkedHashMap<>();
        forth.put("b", "1");
        forth.put("a", "");
        Map<String, String> back = new LinkedHashMap<>();
        back.put("a", "");
        back.put("b", "1");
        CardSettings settings = new CardSettings(forth, null);

        assertThat(CardJson.read(CardJson.write(settings))).isEqualTo(settings);
        assertThat(CardJson.write(settings))
                .isEqualTo(CardJson.write(new CardSettings(back, null)))
                .isEqualTo(
                        """
                        {"explanationBaseline":{"a":"","b":"1"},"explainedOutput":null}""");
    }

    @Test
    void cardsCanonicalText_changesWithTextAndWithSettings() {
        String plain = CardJson.canonical(new Card("text", CardSettings.NONE));

        assertThat(plain)
                .isNotEqualTo(CardJson.canonical(new Card("other", CardSettings.NONE)))
                .isNotEqualTo(
                        CardJson.canonical(new Card("text", new CardSettings(Map.of(), "risk"))));
    }

    @Test
    void brokenColumn_isAFaultThatNamesIt() {
        assertThatThrownBy(() -> SignatureJson.read("[{"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("model_version.signatures");
        assertThatThrownBy(() -> CardJson.read("{"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("card.settings");
    }
}
