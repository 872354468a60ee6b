package io.vouchsafe.rest.internal.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.partners.ContractState;
import io.vouchsafe.partners.Contracts;
import io.vouchsafe.rest.testing.Api;
import io.vouchsafe.rest.testing.Callers;
import io.vouchsafe.rest.testing.RecordedFace;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in a management body: it is taken, or refused with a pointed 400. */
class BodyFuzzTest {
    private static final String CONTRACT =
            """
            {"partner":"acme","plan":"demo","models":["half"],"purposes":["credit-decision"],
             "maskingPolicy":null,"validFrom":"2026-11-23T12:00:00Z","validTo":null,
             "hiddenOutputs":{"half":["z"]}}""";

    private static final List<String> FRAGMENTS =
            List.of(
                    "null",
                    "7",
                    "-1.5",
                    "true",
                    "\"\"",
                    "\"x\"",
                    "[]",
                    "{}",
                    "[null]",
                    "{\"a\":1}",
                    "\"2026-02-30\"",
                    "\"+999999999-01-01T00:00:00Z\"",
                    "1e999",
                    "NaN",
                    "[[[[",
                    "\"\\ud800\"",
                    "\"\\u0000\"",
                    "99999999999999999999999",
                    ",",
                    "}",
                    "\u0007");

    /** Replaces a span of the body. */
    record Change(double place, int length, String fragment) {
        String apply(String body) {
            int at = (int) (place * body.length());
            return body.substring(0, at)
                    + fragment
                    + body.substring(Math.min(body.length(), at + length));
        }
    }

    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<Change> changes =
                Combinators.combine(
                                Arbitraries.doubles().between(0, true, 1, false),
                                Arbitraries.integers().between(0, 20),
                                Arbitraries.of(FRAGMENTS))
                        .as(Change::new);
        Arbitrary<String> mutated =
                changes.list()
                        .ofMinSize(1)
                        .ofMaxSize(3)
                        .map(
                                list -> {
                                    String body = CONTRACT;
                                    for (Change change : list) {
                                        body = change.apply(body);
                                    }
                                    return body;
                                });
        Arbitrary<String> replaced =
                Combinators.combine(
                                Arbitraries.of(
                                        "\"acme\"",
                                        "\"demo\"",
                                        "[\"half\"]",
                                        "\"half\"",
                                        "\"2026-11-23T12:00:00Z\"",
                                        "{\"half\":[\"z\"]}",
                                        "\"validFrom\""),
                                Arbitraries.of(FRAGMENTS))
                        .as(CONTRACT::replace);
        return Arbitraries.oneOf(mutated, replaced);
    }

    @Property(tries = 3000)
    void aBody_isTakenOrRefused_neverAFault(@ForAll("bodies") String body) {
        RecordedFace<Contracts> contracts =
                new RecordedFace<>(Contracts.class)
                        .answer("create", Outcome.done(Samples.contract(ContractState.DRAFT)));
        Api api = new Api(new ContractsResource(contracts.face(), Callers.always(Callers.OWNER)));

        Api.Answer answer =
                api.post("/api/contracts")
                        .body("application/json", body.getBytes(StandardCharsets.UTF_8))
                        .send();

        assertThat(answer.status()).isIn(201, 400);
        assertThat(contracts.calls()).hasSize(answer.status() == 201 ? 1 : 0);
        assertThat(answer.text()).doesNotContain("java.").doesNotContain("io.vouchsafe");
    }
}
