package io.vouchsafe.rest.internal.tensorflowserving;

import io.vouchsafe.rest.internal.problem.MalformedBodyException;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/**
 * Sentences for clients, in TensorFlow Serving's own words where clients may look for them; but an
 * element's value is never quoted.
 */
@MessageBundle(projectCode = "VOUCH", length = 5)
interface ServingTexts {
    ServingTexts TEXTS =
            Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), ServingTexts.class);

    @Message(id = Message.NONE, value = "JSON Parse error: Invalid value at offset: %d")
    MalformedBodyException notJson(long offset);

    @Message(id = Message.NONE, value = "JSON Parse error: The document is empty")
    MalformedBodyException empty();

    @Message(id = Message.NONE, value = "JSON Value: Is not object")
    MalformedBodyException notAnObject();

    @Message(
            id = Message.NONE,
            value =
                    "JSON Parse error: The document root must not be followed by other values at"
                            + " offset: %d")
    MalformedBodyException trailing(long offset);

    @Message(
            id = Message.NONE,
            value = "Not formatted correctly. 'signature_name' key must be a string value.")
    MalformedBodyException signatureName();

    @Message(id = Message.NONE, value = "Key '%s' stands twice in the request.")
    MalformedBodyException twice(String key);

    @Message(id = Message.NONE, value = "The request has more than %d keys.")
    MalformedBodyException tooManyKeys(int most);

    @Message(id = Message.NONE, value = "Missing 'inputs' or 'instances' key")
    MalformedBodyException noData();

    @Message(
            id = Message.NONE,
            value =
                    "Not formatted correctly expecting only one of 'inputs' or 'instances' keys to"
                            + " exist ")
    MalformedBodyException bothForms();

    @Message(id = Message.NONE, value = "Expecting 'instances' to be an list/array")
    MalformedBodyException instancesNotList();

    @Message(id = Message.NONE, value = "No values in 'instances' array")
    MalformedBodyException noInstances();

    @Message(id = Message.NONE, value = "Serving signature name: \"%s\" not found in signature def")
    MalformedBodyException noSignature(String name);

    @Message(id = Message.NONE, value = "Failed to get input map for signature: %s")
    MalformedBodyException noInputs(String signature);

    @Message(
            id = Message.NONE,
            value =
                    "instances is a plain list, but expecting list of objects as multiple input"
                            + " tensors required as per tensorinfo_map")
    MalformedBodyException plainInstances();

    @Message(
            id = Message.NONE,
            value =
                    "inputs is a plain value/list, but expecting an object as multiple input"
                            + " tensors required as per tensorinfo_map")
    MalformedBodyException plainInputs();

    @Message(id = Message.NONE, value = "Expecting object but got list at item %d of input list")
    MalformedBodyException expectedObject(long item);

    @Message(
            id = Message.NONE,
            value = "Expecting value/list but got object at item %d of input list")
    MalformedBodyException expectedList(long item);

    @Message(
            id = Message.NONE,
            value = "Failed to process element: %d of 'instances' list. Error: %s")
    MalformedBodyException element(long item, String error);

    @Message(
            id = Message.NONE,
            value = "Failed to process element: %d key: %s of 'instances' list. Error: %s")
    MalformedBodyException elementKey(long item, String key, String error);

    @Message(
            id = Message.NONE,
            value =
                    "Failed to process element: %d of 'instances' list. Its keys must be equal to: %s")
    MalformedBodyException keys(long item, String names);

    @Message(id = Message.NONE, value = "JSON object: does not have named input: %s")
    MalformedBodyException unknownInput(String name);

    @Message(id = Message.NONE, value = "Missing named input: %s in 'inputs' object.")
    MalformedBodyException missingInput(String name);

    @Message(id = Message.NONE, value = "Expecting tensor size: %d but got: %d")
    MalformedBodyException size(long expected, long size);

    @Message(id = Message.NONE, value = "Expecting shape %s but got: %s")
    MalformedBodyException shape(String expected, String shape);

    @Message(
            id = Message.NONE,
            value = "Encountered list at unexpected size: %d at level: %d expected size: %d")
    MalformedBodyException listSize(long size, int level, long expected);

    @Message(id = Message.NONE, value = "Encountered list at unexpected level: %d expected < %d")
    MalformedBodyException listLevel(int level, int rank);

    @Message(
            id = Message.NONE,
            value =
                    "JSON Value found at incorrect level: %d in the JSON DOM. Expected at level:"
                            + " %d")
    MalformedBodyException valueLevel(int level, int rank);

    @Message(id = Message.NONE, value = "Lists are nested deeper than %d levels")
    MalformedBodyException tooDeep(int most);

    @Message(
            id = Message.NONE,
            value = "JSON Value number %d of the tensor is not of expected type: %s")
    MalformedBodyException type(long index, String type);

    @Message(
            id = Message.NONE,
            value =
                    "Cannot convert JSON value number %d of the tensor to %s without loss of precision.")
    MalformedBodyException lossy(long index, String type);

    @Message(
            id = Message.NONE,
            value = "JSON Value number %d of the tensor is no well-formed Unicode text")
    MalformedBodyException text(long index);

    @Message(id = Message.NONE, value = "JSON Value not formatted correctly for base64 data")
    MalformedBodyException base64Form();

    @Message(id = Message.NONE, value = "Unable to base64 decode")
    MalformedBodyException base64();

    @Message(
            id = Message.NONE,
            value = "When method is classify, key 'examples' is expected and was not found")
    MalformedBodyException noExamplesKey();

    @Message(id = Message.NONE, value = "Expecting 'examples' value to be an list/array")
    MalformedBodyException examplesNotList();

    @Message(id = Message.NONE, value = "'examples' value is an empty array")
    MalformedBodyException noExamples();

    @Message(id = Message.NONE, value = "Example must be JSON object but got JSON %s")
    MalformedBodyException exampleNotObject(String type);

    @Message(id = Message.NONE, value = "Feature: %s has element with unexpected JSON type: %s")
    MalformedBodyException featureType(String feature, String type);

    @Message(id = Message.NONE, value = "Unexpected element type in feature: %s expecting type: %s")
    MalformedBodyException featureKind(String feature, String kind);

    @Message(
            id = Message.NONE,
            value = "Feature: %s has uint64 element. Only int64_t is supported.")
    MalformedBodyException featureUint64(String feature);

    @Message(id = Message.NONE, value = "Feature: %s has an element that float cannot hold.")
    MalformedBodyException featureFloat(String feature);

    @Message(id = Message.NONE, value = "Feature: %s has an element that is no Unicode text.")
    MalformedBodyException featureText(String feature);

    @Message(id = Message.NONE, value = "Expected %s signature method_name to be %s. Was: %s")
    MalformedBodyException method(String kind, String expected, String method);

    @Message(id = Message.NONE, value = "Expected one input Tensor.")
    MalformedBodyException oneInput();

    @Message(
            id = Message.NONE,
            value = "Signature %s takes %s, so no serialized examples can be sent to it.")
    MalformedBodyException notExamples(String signature, String type);

    @Message(id = Message.NONE, value = "Malformed request: %s %s")
    String malformedRequest(String method, String path);

    @Message(id = Message.NONE, value = "Cannot convert empty tensor map to JSON")
    String noOutputs();

    @Message(id = Message.NONE, value = "Tensor name: %s has no shape information ")
    String noShape(String name);

    @Message(
            id = Message.NONE,
            value = "Tensor name: %s has inconsistent batch size: %d expecting: %d")
    String batchSize(String name, long size, long expected);

    @Message(id = Message.NONE, value = "Cannot convert empty ClassificationResults to JSON")
    String noClassifications();

    @Message(id = Message.NONE, value = "Cannot convert empty RegressionResults to JSON")
    String noRegressions();

    @Message(
            id = Message.NONE,
            value = "Expected Tensor shape: [batch_size num_classes] but got %s")
    String classesShape(String shape);

    @Message(id = Message.NONE, value = "Expected %s Tensor of %s. Got: %s")
    String outputType(String output, String expected, String type);

    @Message(id = Message.NONE, value = "Expected %s output batch size of %d. Got: %d")
    String outputBatch(String output, long expected, long size);

    @Message(
            id = Message.NONE,
            value = "Tensors class and score should match in dim_size(1). Got %d vs. %d")
    String classCount(long classes, long scores);

    @Message(
            id = Message.NONE,
            value =
                    "Expected output Tensor shape to be either [batch_size] or [batch_size, 1] but got %s")
    String regressionShape(String shape);

    @Message(id = Message.NONE, value = "No output of this signature is released: %s")
    String missingOutput(String expected);

    @Message(id = Message.NONE, value = "The model changed while the request was read. Try again.")
    String changed();
}
