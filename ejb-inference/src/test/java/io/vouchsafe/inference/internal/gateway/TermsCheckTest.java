package io.vouchsafe.inference.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.governance.DeployedVersion;
import io.vouchsafe.inference.fakes.FakeEngine;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Units;
import io.vouchsafe.partners.Admission;
import io.vouchsafe.partners.AdmissionRequest;
import io.vouchsafe.partners.Grant;
import io.vouchsafe.privacy.FakeMasking;
import io.vouchsafe.privacy.MaskedInput;
import io.vouchsafe.privacy.PolicyRule;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TermsCheckTest {
    private static final Signature REGRESS =
            new Signature(
                    "regress",
                    "",
                    FakeEngine.SIGNATURE.inputs(),
                    FakeEngine.SIGNATURE.outputs().subList(0, 1));

    private final FakeContracts contracts = new FakeContracts();
    private final FakeEngine engine = new FakeEngine();
    private final FakeMasking masking = new FakeMasking();

    private ModelRoute route(Signature signature) {
        return new ModelRoute(
                new DeployedVersion(
                        ModelRef.parse("credit-risk@7"), "sha256:abc", Map.of(), CardSettings.NONE),
                engine.load(Path.of("any")),
                signature,
                null);
    }

    private Grant grant() {
        Caller caller = Caller.user("ann", new PartnerId("acme"), Set.of(Roles.PARTNER_DEVELOPER));
        AdmissionRequest request =
                new AdmissionRequest(
                        caller,
                        new ModelName("credit-risk"),
                        null,
                        null,
                        Units.call(1),
                        Instant.EPOCH);
        return ((Admission.Granted) contracts.admit(request)).grant();
    }

    private MaskedInput masked() {
        return masking.mask(new Payload(Map.of()), new PolicyId("gdpr"), Set.of());
    }

    private static RefusedException refusal(Runnable check) {
        return catchThrowableOfType(RefusedException.class, check::run);
    }

    @Test
    void withoutPolicyAndHiddenOutputs_everySignatureIsOpen() {
        engine.alsoServe(REGRESS);

        assertThatCode(() -> TermsCheck.signature(route(REGRESS), grant()))
                .doesNotThrowAnyException();
    }

    @Test
    void underAPolicy_anotherSignatureIsClosed() {
        engine.alsoServe(REGRESS);
        contracts.maskBy("gdpr");

        RefusedException refused = refusal(() -> TermsCheck.signature(route(REGRESS), grant()));

        assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN_SIGNATURE);
        assertThat(refused.detail()).contains("'regress'").contains("'serving_default'");
    }

    @Test
    void underHiddenOutputs_anotherSignatureIsClosed() {
        engine.alsoServe(REGRESS);
        contracts.hide("echo");

        RefusedException refused = refusal(() -> TermsCheck.signature(route(REGRESS), grant()));

        assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN_SIGNATURE);
    }

    @Test
    void underAPolicy_theDefaultSignatureIsOpen() {
        engine.alsoServe(REGRESS);
        contracts.maskBy("gdpr");

        assertThatCode(() -> TermsCheck.signature(route(FakeEngine.SIGNATURE), grant()))
                .doesNotThrowAnyException();
    }

    @Test
    void hiddenOutputOfTheSignature_isAllRight() {
        contracts.hide("echo", "sum");

        assertThatCode(() -> TermsCheck.hiddenOutputs(route(FakeEngine.SIGNATURE), grant()))
                .doesNotThrowAnyException();
    }

    @Test
    void hiddenOutputThatTheModelLacks_isRefusedByName() {
        contracts.hide("echo", "ecko");

        RefusedException refused =
                refusal(() -> TermsCheck.hiddenOutputs(route(FakeEngine.SIGNATURE), grant()));

        assertThat(refused.reason()).isEqualTo(Reason.TERMS_MISMATCH);
        assertThat(refused.detail()).contains("c-1@2", "'ecko'", "credit-risk@7");
    }

    @Test
    void hiddenOutputOfAnotherSignature_isRefusedWhereItIsLacking() {
        contracts.hide("echo");

        RefusedException refused = refusal(() -> TermsCheck.hiddenOutputs(route(REGRESS), grant()));

        assertThat(refused.detail()).contains("'echo'");
    }

    @Test
    void rulesOnInputsAndOutputsOfTheModel_areAllRight() {
        masking.rule(input("name", false), output("echo", false));

        assertThatCode(() -> TermsCheck.policy(route(FakeEngine.SIGNATURE), masked()))
                .doesNotThrowAnyException();
    }

    @Test
    void ruleOnAnInputThatTheModelLacks_isRefusedByName() {
        masking.rule(input("nmae", false));

        RefusedException refused =
                refusal(() -> TermsCheck.policy(route(FakeEngine.SIGNATURE), masked()));

        assertThat(refused.reason()).isEqualTo(Reason.TERMS_MISMATCH);
        assertThat(refused.detail()).contains("gdpr@3", "'nmae'", "credit-risk@7", "optional");
    }

    @Test
    void outputRuleThatNamesAnInput_isRefused() {
        masking.rule(output("name", false));

        RefusedException refused =
                refusal(() -> TermsCheck.policy(route(FakeEngine.SIGNATURE), masked()));

        assertThat(refused.detail()).contains("'name'");
    }

    @Test
    void optionalRule_mayNameNothing() {
        masking.rule(input("iban", true), output("limit", true));

        assertThatCode(() -> TermsCheck.policy(route(FakeEngine.SIGNATURE), masked()))
                .doesNotThrowAnyException();
    }

    private static PolicyRule input(String name, boolean optional) {
        return new PolicyRule(name, null, null, "drop", Map.of(), optional);
    }

    private static PolicyRule output(String name, boolean optional) {
        return new PolicyRule(null, name, null, "hide", Map.of(), optional);
    }
}
