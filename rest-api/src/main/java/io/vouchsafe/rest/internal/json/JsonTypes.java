package io.vouchsafe.rest.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.CredentialId;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PlanId;
import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.Purpose;
import io.vouchsafe.kernel.ReceiptId;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.function.Function;

/** Our ids, times and amounts: always text in JSON. */
final class JsonTypes extends SimpleModule {
    private static final long serialVersionUID = 1L;

    JsonTypes() {
        super("vouchsafe");
        text(ContractId.class, ContractId::new);
        text(CredentialId.class, CredentialId::new);
        text(ModelName.class, ModelName::new);
        text(PartnerId.class, PartnerId::new);
        text(PlanId.class, PlanId::new);
        text(PolicyId.class, PolicyId::new);
        text(Purpose.class, Purpose::new);
        text(ReceiptId.class, ReceiptId::parse);
        text(Currency.class, JsonTypes::currency);
        text(Instant.class, Times::instant);
        text(LocalDate.class, Times::day);
        addDeserializer(BigDecimal.class, new FromText<>(BigDecimal.class, Amounts::parse));
        addSerializer(BigDecimal.class, new PlainDecimal());
        addKeyDeserializer(
                ModelName.class,
                new com.fasterxml.jackson.databind.KeyDeserializer() {
                    @Override
                    public Object deserializeKey(String key, DeserializationContext context)
                            throws IOException {
                        try {
                            return FromText.convert(context.getParser(), key, ModelName::new);
                        } catch (UnfitValueException unfit) {
                            unfit.prependPath(key, key);
                            throw unfit;
                        }
                    }
                });
    }

    private <T> void text(Class<T> type, Function<String, T> read) {
        addSerializer(type, new ToStringSerializer(type));
        addDeserializer(type, new FromText<>(type, read));
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(JsonTexts.TEXTS.noCurrency(), unknown);
        }
    }

    /** A value that its own type refuses; its sentence is fit for the client. */
    static final class UnfitValueException extends JsonMappingException {
        private static final long serialVersionUID = 1L;

        UnfitValueException(JsonParser parser, String sentence) {
            super(parser, sentence);
        }
    }

    private static final class FromText<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // mappers are never serialized
        private final Function<String, T> read;

        FromText(Class<T> type, Function<String, T> read) {
            super(type);
            this.read = read;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw new UnfitValueException(parser, JsonTexts.TEXTS.wrongType("a string"));
            }
            return convert(parser, parser.getText(), read);
        }

        static <T> T convert(JsonParser parser, String text, Function<String, T> read)
                throws UnfitValueException {
            try {
                return read.apply(text);
            } catch (IllegalArgumentException | DateTimeException unfit) {
                throw new UnfitValueException(parser, String.valueOf(unfit.getMessage()));
            }
        }
    }

    private static final class PlainDecimal extends StdSerializer<BigDecimal> {
        private static final long serialVersionUID = 1L;

        PlainDecimal() {
            super(BigDecimal.class);
        }

        @Override
        public void serialize(BigDecimal value, JsonGenerator target, SerializerProvider provider)
                throws IOException {
            target.writeString(value.toPlainString());
        }
    }
}
