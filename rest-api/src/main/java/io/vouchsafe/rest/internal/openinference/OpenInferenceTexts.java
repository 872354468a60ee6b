package io.vouchsafe.rest.internal.openinference;

import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.rest.internal.problem.MalformedBodyException;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** Sentences for clients about their request; an element's value is never quoted. */
@MessageBundle(projectCode = "VOUCH", length = 5)
interface OpenInferenceTexts {
    OpenInferenceTexts TEXTS =
            Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), OpenInferenceTexts.class);

    @Message(id = Message.NONE, value = "Too many large bodies are being read. Try again shortly.")
    String noRoom();

    @Message(id = Message.NONE, value = "The body is no valid JSON near byte %d.")
    MalformedBodyException notJson(long offset);

    @Message(id = Message.NONE, value = "The body is not a JSON object.")
    MalformedBodyException notAnObject();

    @Message(id = Message.NONE, value = "Something follows the JSON object near byte %d.")
    MalformedBodyException trailing(long offset);

    @Message(id = Message.NONE, value = "Member '%s' of %s is not known to this protocol.")
    MalformedBodyException unknownMember(String member, String place);

    @Message(id = Message.NONE, value = "Member '%s' of %s stands twice.")
    MalformedBodyException duplicate(String member, String place);

    @Message(id = Message.NONE, value = "Member '%s' of %s is missing.")
    MalformedBodyException missing(String member, String place);

    @Message(id = Message.NONE, value = "Member '%s' of %s is not %s.")
    MalformedBodyException wrongType(String member, String place, String expected);

    @Message(id = Message.NONE, value = "Member '%s' of %s has more than %d characters.")
    MalformedBodyException tooLong(String member, String place, int limit);

    @Message(id = Message.NONE, value = "There are more than %d of '%s'.")
    MalformedBodyException tooMany(int limit, String what);

    @Message(id = Message.NONE, value = "There is no input. Send at least one.")
    MalformedBodyException noInput();

    @Message(id = Message.NONE, value = "%s stands twice in the request.")
    MalformedBodyException twice(String what);

    @Message(id = Message.NONE, value = "%s: datatype '%s' is not one of the protocol's.")
    MalformedBodyException unknownDataType(String input, String datatype);

    @Message(
            id = Message.NONE,
            value = "%s: the shape must be at most 32 whole numbers that are not negative.")
    MalformedBodyException badShape(String input);

    @Message(id = Message.NONE, value = "%s: shape %s has more elements than the data can hold.")
    MalformedBodyException shapeTooLarge(String input, Shape shape);

    @Message(id = Message.NONE, value = "%s: the data is not an array.")
    MalformedBodyException dataNotArray(String input);

    @Message(id = Message.NONE, value = "%s: the data does not have the %d elements of shape %s.")
    MalformedBodyException wrongCount(String input, long elements, Shape shape);

    @Message(id = Message.NONE, value = "%s: the data is not nested as shape %s says.")
    MalformedBodyException wrongNesting(String input, Shape shape);

    @Message(id = Message.NONE, value = "%s: element %d is no %s.")
    MalformedBodyException wrongElement(String input, long index, DataType datatype);

    @Message(id = Message.NONE, value = "%s: element %d does not fit %s.")
    MalformedBodyException outOfRange(String input, long index, DataType datatype);

    @Message(id = Message.NONE, value = "%s: element %d is no well-formed Unicode text.")
    MalformedBodyException malformedText(String input, long index);

    @Message(id = Message.NONE, value = "%s: element %d is no base64.")
    MalformedBodyException notBase64(String input, long index);

    @Message(
            id = Message.NONE,
            value = "%s: content_type '%s' is not understood. Use 'base64' or none.")
    MalformedBodyException unknownContentType(String input, String contentType);

    @Message(
            id = Message.NONE,
            value = "%s: binary tensor data is not offered. Send the data as JSON.")
    MalformedBodyException binaryData(String input);

    @Message(id = Message.NONE, value = "There is no model or version at this address.")
    String noModel();

    @Message(id = Message.NONE, value = "Header '%s' is no valid value.")
    String badHeader(String name);
}
