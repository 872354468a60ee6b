package io.vouchsafe.privacy.internal;

import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.PolicyRef;
import io.vouchsafe.privacy.UnknownPolicyException;
import java.lang.invoke.MethodHandles;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** Texts of privacy, 30000 to 39999. Parameters are names out of policies, never values. */
@MessageBundle(projectCode = "VOUCH")
public interface PrivacyMessages {
    PrivacyMessages TEXT = Messages.getBundle(MethodHandles.lookup(), PrivacyMessages.class);

    @Message(
            id = 30001,
            value =
                    "Masking policy '%s' is not in force. Publish it, or name another one in the"
                            + " contract.")
    UnknownPolicyException policyNotInForce(PolicyId policy);

    @Message(
            id = 30002,
            value =
                    "The explanation is not of the known form, so dropped inputs cannot be taken"
                            + " out of it. It is not released.")
    IllegalStateException explanationUnreadable();

    @Message(id = 30003, value = "The stored document of policy %s cannot be read.")
    IllegalStateException documentUnreadable(PolicyRef policy, @Cause Exception cause);

    @Message(id = 30004, value = "Two %s are called '%s'. Remove one of them.")
    IllegalStateException twiceNamed(String kind, String name);

    @Message(id = Message.NONE, value = "The operator '%s' has no parameter '%s'. It knows %s.")
    IllegalArgumentException unknownParameter(String operator, String parameter, String known);

    @Message(id = Message.NONE, value = "'%s' must be a whole number from 0 to %d.")
    IllegalArgumentException notACount(String parameter, int most);

    @Message(id = Message.NONE, value = "'%s' must be exactly one visible character.")
    IllegalArgumentException notACharacter(String parameter);

    @Message(
            id = Message.NONE,
            value = "The name '%s' is no policy id. Use letters, digits and dashes, at most 63.")
    String nameIsNoId(String name);

    @Message(id = Message.NONE, value = "The description is longer than %d characters.")
    String descriptionTooLong(int most);

    @Message(
            id = Message.NONE,
            value = "A policy has 1 to %d rules, not %d. Add a rule, or split the policy.")
    String ruleCount(int most, int actual);

    @Message(id = Message.NONE, value = "Rule %d: %s")
    String rule(int number, String problem);

    @Message(id = Message.NONE, value = "Name either an input or an output.")
    String eitherInputOrOutput();

    @Message(id = Message.NONE, value = "A tensor's name has 1 to %d characters.")
    String tensorName(int most);

    @Message(id = Message.NONE, value = "There is no operator '%s'. Known are %s.")
    String unknownOperator(String operator, String known);

    @Message(id = Message.NONE, value = "The operator '%s' cannot stand on an %s.")
    String wrongPlace(String operator, String place);

    @Message(id = Message.NONE, value = "The operator '%s' must name its %s, '*' is not enough.")
    String wildcardNotAllowed(String operator, String place);

    @Message(id = Message.NONE, value = "There is no entity '%s'. Known are %s.")
    String unknownEntity(String entity, String known);

    @Message(id = Message.NONE, value = "The operator '%s' acts on whole values, not on '%s'.")
    String entityNotAllowed(String operator, String entity);

    @Message(id = Message.NONE, value = "There is no policy '%s'.")
    String noSuchPolicy(PolicyId policy);

    @Message(id = Message.NONE, value = "Policies are published by the provider's approvers.")
    String notAPublisher();
}
