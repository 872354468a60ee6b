package io.vouchsafe.partners.internal;

import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.CredentialId;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PlanId;
import io.vouchsafe.kernel.Purpose;
import io.vouchsafe.partners.ContractState;
import java.lang.invoke.MethodHandles;
import java.time.Instant;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** Sentences for those who are declined or refused: fact, quoted value, next step. */
@MessageBundle(projectCode = "VOUCH")
public interface PartnersMessages {
    PartnersMessages TEXT = Messages.getBundle(MethodHandles.lookup(), PartnersMessages.class);

    // who may

    @Message(id = Message.NONE, value = "Only the provider's admins may do this.")
    String providerOnly();

    @Message(id = Message.NONE, value = "The step '%s' is the provider's. Ask its admin.")
    String providersStep(String step);

    @Message(id = Message.NONE, value = "The step '%s' is for an admin of partner '%s'.")
    String partnersStep(String step, PartnerId partner);

    @Message(
            id = Message.NONE,
            value = "The step '%s' is for the provider's admins and those of partner '%s'.")
    String eithersStep(String step, PartnerId partner);

    // partners and plans

    @Message(id = Message.NONE, value = "There is no partner '%s'.")
    String noSuchPartner(PartnerId partner);

    @Message(id = Message.NONE, value = "The partner '%s' exists. Give another 'id'.")
    String partnerExists(PartnerId partner);

    @Message(id = Message.NONE, value = "There is no plan '%s'.")
    String noSuchPlan(PlanId plan);

    @Message(id = Message.NONE, value = "The field '%s' must have 1 to %d characters.")
    String length(String field, int most);

    @Message(
            id = Message.NONE,
            value =
                    "The field '%s' gives no id: an id has lower-case letters, digits and dashes,"
                            + " at most 63. Give one in the field 'id'.")
    String noId(String field);

    @Message(id = Message.NONE, value = "The field 'country' must be two letters (ISO 3166-1).")
    String country();

    @Message(id = Message.NONE, value = "The field 'pricePerCall' must not be negative.")
    String negativePrice();

    @Message(id = Message.NONE, value = "The field '%s' must be from 1 to %d.")
    String range(String field, long most);

    // contracts

    @Message(id = Message.NONE, value = "There is no contract '%s'.")
    String noSuchContract(ContractId contract);

    @Message(
            id = Message.NONE,
            value = "The field 'partner' names '%s', which does not exist. Create it first.")
    String unknownPartner(PartnerId partner);

    @Message(
            id = Message.NONE,
            value = "The field 'plan' names '%s', which does not exist. Publish it first.")
    String unknownPlan(PlanId plan);

    @Message(id = Message.NONE, value = "The field '%s' must name 1 to %d, not %d.")
    String count(String field, int most, int actual);

    @Message(id = Message.NONE, value = "The field 'validTo' must be after 'validFrom'.")
    String validToBeforeValidFrom();

    @Message(
            id = Message.NONE,
            value = "The field 'hiddenOutputs' names the model '%s', which is not among 'models'.")
    String hiddenOfAnotherModel(ModelName model);

    @Message(
            id = Message.NONE,
            value = "The field 'hiddenOutputs' must name 1 to %d outputs of 1 to 256 characters.")
    String hiddenOutputs(int most);

    @Message(id = Message.NONE, value = "Contract '%s' is %s; the step '%s' needs it %s.")
    String wrongState(ContractId contract, ContractState state, String step, String needed);

    @Message(
            id = Message.NONE,
            value = "Contract '%s' ended at %s; the step '%s' comes too late. Make a new one.")
    String ended(ContractId contract, Instant end, String step);

    @Message(id = Message.NONE, value = "The comment is longer than %d characters.")
    String commentTooLong(int most);

    // admission

    @Message(
            id = Message.NONE,
            value =
                    "This credential does not allow calling '%s'. Use one whose scopes and models do.")
    String scopeMissing(ModelName model);

    @Message(id = Message.NONE, value = "There is no model '%s' for you.")
    String notEntitled(ModelName model);

    @Message(id = Message.NONE, value = "Contract '%s' is %s, not ACTIVE.")
    String notActive(ContractId contract, ContractState state);

    @Message(id = Message.NONE, value = "Contract '%s' starts at %s.")
    String notStarted(ContractId contract, Instant start);

    @Message(id = Message.NONE, value = "Contract '%s' ended at %s.")
    String expired(ContractId contract, Instant end);

    @Message(
            id = Message.NONE,
            value = "Contract '%s' allows several purposes. Name one in Vouchsafe-Purpose: %s.")
    String purposeRequired(ContractId contract, String allowed);

    @Message(id = Message.NONE, value = "Contract '%s' does not allow the purpose '%s', but: %s.")
    String purposeNotAllowed(ContractId contract, Purpose purpose, String allowed);

    @Message(id = Message.NONE, value = "Contract '%s' allows %d calls per second. Slow down.")
    String rateExceeded(ContractId contract, long limit);

    @Message(id = Message.NONE, value = "The %d calls per day of contract '%s' are used up.")
    String quotaExhausted(long limit, ContractId contract);

    @Message(id = Message.NONE, value = "The quota cannot be reserved now. Try again.")
    String quotaUnavailable();

    // credentials

    @Message(id = Message.NONE, value = "There is no credential '%s'.")
    String noSuchCredential(CredentialId credential);

    @Message(id = Message.NONE, value = "The field 'partner' must name the key's partner.")
    String partnerMissing();

    @Message(
            id = Message.NONE,
            value = "The field 'partner' is for the provider's admins. Leave it out.")
    String partnerNotYours();

    @Message(
            id = Message.NONE,
            value = "The field 'scopes' names '%s'. Known are infer and manage.")
    String unknownScope(String scope);

    @Message(id = Message.NONE, value = "Only a partner's admin gives the scope 'manage'.")
    String manageScope();

    @Message(
            id = Message.NONE,
            value = "A key cannot give more than it has. Use a key that may manage, or sign in.")
    String beyondOwn();

    @Message(id = Message.NONE, value = "The field 'expiresAt' must be in the future.")
    String expiryPast();

    @Message(id = Message.NONE, value = "The field 'expiresAt' must be within two years.")
    String expiryTooFar();
}
