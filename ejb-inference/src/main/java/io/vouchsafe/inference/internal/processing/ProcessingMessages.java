package io.vouchsafe.inference.internal.processing;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/**
 * What is said of a declaration to the model's owner, and of an input to the client: sentences
 * without ids. A value of an input is never a parameter.
 */
@MessageBundle(projectCode = "VOUCH", length = 5)
interface ProcessingMessages {
    ProcessingMessages TEXTS = Messages.getBundle(MethodHandles.lookup(), ProcessingMessages.class);

    // --- the declaration ---

    @Message(id = Message.NONE, value = "vouchsafe.json cannot be read as JSON: %s")
    String notJson(String why);

    @Message(id = Message.NONE, value = "%s has more than %d bytes.")
    String fileTooLarge(String file, long limit);

    @Message(id = Message.NONE, value = "%s: '%s' is missing. It takes %s.")
    String memberMissing(String where, String member, String kind);

    @Message(id = Message.NONE, value = "%s: '%s' must be %s.")
    String memberWrong(String where, String member, String kind);

    @Message(id = Message.NONE, value = "%s: '%s' is not known here. It takes %s.")
    String memberUnknown(String where, String member, String known);

    @Message(id = Message.NONE, value = "%s: there is no step '%s'. There are %s.")
    String stepUnknown(String where, String step, String known);

    @Message(id = Message.NONE, value = "The model has no signature '%s'. It has %s.")
    String signatureUnknown(String signature, String known);

    @Message(id = Message.NONE, value = "%s: the model has no tensor '%s' there. It has %s.")
    String tensorUnknown(String where, String tensor, String known);

    @Message(
            id = Message.NONE,
            value = "%s: gives %s of shape %s, but tensor '%s' of the model is %s of shape %s.")
    String tensorDoesNotFit(
            String where,
            String givenType,
            String givenShape,
            String tensor,
            String type,
            String shape);

    @Message(id = Message.NONE, value = "%s: tensor '%s' is already fed by another step.")
    String tensorTwice(String where, String tensor);

    @Message(
            id = Message.NONE,
            value = "%s: the name '%s' is given twice. Each input and output needs its own.")
    String nameTwice(String where, String name);

    @Message(
            id = Message.NONE,
            value =
                    "%s: '%s' is no file in the model's folder. Put it into the archive, such as"
                            + " assets/labels.txt.")
    String noFile(String where, String file);

    @Message(id = Message.NONE, value = "%s: '%s' is no text in UTF-8.")
    String notText(String where, String file);

    @Message(id = Message.NONE, value = "%s: '%s' holds no entry.")
    String emptyList(String where, String member);

    @Message(id = Message.NONE, value = "%s: '%s' holds entry %d twice.")
    String entryTwice(String where, String member, int entry);

    @Message(id = Message.NONE, value = "%s: '%s' holds more than %d entries.")
    String tooManyEntries(String where, String member, int limit);

    @Message(id = Message.NONE, value = "%s: token '%s' is not in the vocabulary.")
    String tokenUnknown(String where, String token);

    @Message(
            id = Message.NONE,
            value = "%s: %d labels do not fit tensor '%s', which gives %d scores a row.")
    String labelsDoNotFit(String where, int labels, String tensor, long scores);

    @Message(id = Message.NONE, value = "%s: there is no label '%s'.")
    String labelUnknown(String where, String label);

    @Message(
            id = Message.NONE,
            value =
                    "vouchsafe.json must lie beside the model's own file. Move it from '%s' into the"
                            + " model's folder.")
    String misplaced(String place);

    @Message(id = Message.NONE, value = "%s: %s")
    String wrong(String where, String why);

    @Message(id = Message.NONE, value = "Version %d of the declaration is not known. Use 1.")
    String formUnknown(int form);

    // --- one request; a step's inputs by name, rows from 0 ---

    @Message(id = Message.NONE, value = "Row %d of input '%s' is no JPEG, PNG, GIF or BMP picture.")
    String noPicture(int row, String input);

    @Message(id = Message.NONE, value = "Row %d of input '%s' has more than %d bytes.")
    String pictureTooLarge(int row, String input, int limit);

    @Message(id = Message.NONE, value = "Row %d of input '%s' has more than %d pixels.")
    String tooManyPixels(int row, String input, long limit);

    @Message(
            id = Message.NONE,
            value =
                    "Row %d of input '%s' is a picture of %d × %d; it must be %d × %d (width × height).")
    String wrongSize(int row, String input, int width, int height, int wanted, int high);

    @Message(
            id = Message.NONE,
            value = "Row %d of input '%s' cannot be decoded; the picture is damaged.")
    String damagedPicture(int row, String input);

    @Message(id = Message.NONE, value = "The %d rows of input '%s' are too many pictures at once.")
    String tooManyPictures(int rows, String input);

    @Message(id = Message.NONE, value = "Row %d of input '%s' is no text in UTF-8.")
    String textNotUtf8(int row, String input);

    @Message(id = Message.NONE, value = "Row %d of input '%s' has more than %d bytes of text.")
    String textTooLong(int row, String input, int limit);

    @Message(id = Message.NONE, value = "Row %d of input '%s' is no number.")
    String noNumber(int row, String input);

    @Message(id = Message.NONE, value = "Row %d of input '%s' is missing and has no default.")
    String missingValue(int row, String input);

    @Message(id = Message.NONE, value = "Row %d of input '%s' is outside of what the model takes.")
    String outOfRange(int row, String input);

    @Message(
            id = Message.NONE,
            value = "Row %d of input '%s' is none of the values the model knows.")
    String unknownCategory(int row, String input);

    @Message(
            id = Message.NONE,
            value = "Inputs '%s' and '%s' have %d and %d rows; they must be equal.")
    String rowsDiffer(String first, String second, long rows, long others);

    @Message(id = Message.NONE, value = "The %d rows of input '%s' are too many at once.")
    String tooManyRows(int rows, String input);

    // --- for the log ---

    @Message(
            id = Message.NONE,
            value = "Output '%s' of the model is not what was declared: %s of %s.")
    String outputUnexpected(String output, String type, String shape);

    @Message(id = Message.NONE, value = "Output '%s' of the model holds a value that is no number.")
    String outputNotANumber(String output);
}
