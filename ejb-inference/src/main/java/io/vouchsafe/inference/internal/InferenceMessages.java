package io.vouchsafe.inference.internal;

import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Reason;
import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/**
 * What answering and loading models says; ids 60000 to 69999. A payload is never a parameter, and
 * neither is a text of TensorFlow about one request: it quotes values.
 */
@MessageLogger(projectCode = "VOUCH", length = 5)
@ValidIdRange(min = 60000, max = 69999)
public interface InferenceMessages extends BasicLogger {
    InferenceMessages LOG =
            Logger.getMessageLogger(
                    MethodHandles.lookup(), InferenceMessages.class, "io.vouchsafe.inference");

    // --- running ---

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 60001, value = "Engine %s passed its self-check (TensorFlow %s, %d ms).")
    void selfCheckPassed(String engine, String version, long millis);

    @LogMessage(level = Logger.Level.FATAL)
    @Message(
            id = 60002,
            value =
                    "Engine %s failed its self-check: this node serves no model. Check the server"
                            + " module of the engine and its dependencies.")
    void selfCheckFailed(String engine, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 60003, value = "Loaded %s in %d ms.")
    void loaded(String model, long millis);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 60004, value = "Unloaded %s.")
    void unloaded(String model);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 60005,
            value = "Model %s could not be loaded; it is tried again when it is asked.")
    void loadFailed(String model, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 60006, value = "Model %s could not be closed cleanly.")
    void closeFailed(String model, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 60007, value = "Signature %s could not be warmed up with neutral values.")
    void warmUpFailed(String signature, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 60008, value = "Request %s failed: %s.")
    void requestFailed(String receipt, Reason reason, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 60009,
            value = "The log cannot be written; nothing is answered until it can: request %s.")
    void logUnavailable(String receipt, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 60010, value = "Counted refusals could not be written to the log yet.")
    void refusalsKept(@Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 60011, value = "Temporary folder '%s' could not be deleted; delete it by hand.")
    void leftBehind(String folder, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 60012, value = "Output %s has no gradients: %s")
    void noGradients(String output, String why);

    // --- settings ---

    @Message(id = 60020, value = "The settings of the inference module are wrong: %s")
    String wrongSettings(String problems);

    @Message(id = 60021, value = "%s is '%s'; it must be a whole number from %d to %d")
    String settingRange(String name, String value, long least, long most);

    // --- one request ---

    @Message(id = 60100, value = "Model '%s' is not deployed. Ask its owner, or choose another.")
    String notDeployed(String model);

    @Message(id = 60101, value = "Model '%s' is stopped. It may be resumed; try again later.")
    String stopped(String model);

    @Message(id = 60102, value = "Model '%s' is still being loaded on this node. Try again.")
    String loading(String model);

    @Message(id = 60103, value = "There is no model '%s' for this caller.")
    String unknownModel(String model);

    @Message(id = 60104, value = "The model has no signature '%s'. It has %s.")
    String unknownSignature(String signature, String known);

    @Message(id = 60105, value = "The signature has no input '%s'. It takes %s.")
    String unknownInput(String input, String known);

    @Message(id = 60106, value = "Input '%s' is missing. The signature takes %s.")
    String missingInput(String input, String known);

    @Message(id = 60107, value = "Input '%s' must be %s, not %s.")
    String wrongType(String input, DataType expected, DataType actual);

    @Message(id = 60108, value = "Input '%s' must have shape %s (-1: any size), not %s.")
    String wrongShape(String input, String expected, String actual);

    @Message(id = 60109, value = "Input '%s' holds a truth value that is neither 0 nor 1.")
    String wrongTruth(String input);

    @Message(id = 60110, value = "The signature has no output '%s'. It gives %s.")
    String unknownOutput(String output, String known);

    @Message(
            id = 60111,
            value = "The model cannot compute on these inputs. Check their sizes and values.")
    String inputRefused();

    @Message(id = 60112, value = "The model failed. Nothing is charged; the fault is recorded.")
    String modelFailed();

    @Message(id = 60113, value = "The request failed. Nothing is charged; the fault is recorded.")
    String internalFault();

    @Message(id = 60114, value = "The model did not answer within %d ms. Nothing is charged.")
    String deadlineExceeded(long millis);

    @Message(id = 60115, value = "All places for model calls are taken. Try again shortly.")
    String overloaded();

    @Message(id = 60116, value = "The audit log cannot be written, so nothing is answered.")
    String logDown();

    @Message(id = 60117, value = "There is no explanation '%s' for this model. It offers %s.")
    String noExplanation(String method, String offered);

    @Message(
            id = 60120,
            value =
                    "Signature '%s' is not open under this contract, whose masking and entitlements"
                            + " are written for '%s'. Use that one.")
    String signatureNotGoverned(String signature, String governed);

    @Message(id = 60118, value = "The request holds no input.")
    String noInput();

    @Message(id = 60119, value = "The inputs hold more than %d rows. Send fewer at once.")
    String tooManyRows(long limit);

    // --- readiness ---

    @Message(id = 60150, value = "The audit log cannot be written.")
    String obstacleLog();

    @Message(id = 60151, value = "What is in memory is older than the database allows.")
    String obstacleSnapshots();

    @Message(id = 60152, value = "The engine has not passed its self-check.")
    String obstacleEngine();

    @Message(id = 60153, value = "Champion %s is not loaded yet.")
    String obstacleModel(String model);

    // --- explanation ---

    @Message(id = 60200, value = "The method explains numbers only; input '%s' is %s.")
    String explainType(String input, DataType type);

    @Message(id = 60201, value = "The model gives no gradients for signature '%s'.")
    String explainNoGradients(String signature);

    @Message(id = 60202, value = "The model has no output of numbers to explain in signature '%s'.")
    String explainNoOutput(String signature);

    @Message(
            id = 60203,
            value = "The inputs do not share a number of rows, so none can be explained.")
    String explainRows();

    @Message(id = 60204, value = "The model card's baseline of input '%s' is no %s.")
    String explainBaseline(String input, DataType type);

    @Message(id = 60205, value = "Output '%s' has no value per row to explain.")
    String explainOutput(String output);

    @Message(id = 60206, value = "The gradients at these inputs are not finite.")
    String explainNotFinite();

    @Message(id = 60207, value = "At most %d rows can be explained at once, not %d.")
    String explainTooMany(int most, long rows);

    @Message(id = 60208, value = "The method explains a prediction of this engine's models only.")
    String explainEngine();

    @Message(id = 60209, value = "TensorFlow cannot compute the gradients of output '%s'.")
    String explainNotComputable(String output);

    // --- models ---

    @Message(
            id = 60300,
            value = "The folder holds no saved_model.pb. Upload a TensorFlow SavedModel.")
    String noSavedModel();

    @Message(
            id = 60390,
            value =
                    "saved_model.pb has %d bytes, more than the %d that are read. Keep large"
                            + " constants in variables.")
    String graphTooLarge(long bytes, long limit);

    @Message(id = 60301, value = "saved_model.pb cannot be read as a SavedModel. Export it again.")
    String unreadableModel();

    @Message(
            id = 60302,
            value =
                    "File '%s' would be read instead of saved_model.pb. Remove it, so that what is"
                            + " checked is what is run.")
    String otherModelFile(String file);

    @Message(
            id = 60303,
            value = "The model has no graph with the tag 'serve', only %s. Export it for serving.")
    String noServeTag(String tags);

    @Message(id = 60304, value = "The model has %d graphs with the tag 'serve'; one is expected.")
    String manyServeTags(int graphs);

    @Message(id = 60305, value = "The model declares no signature. Export it with at least one.")
    String noSignature();

    @Message(id = 60306, value = "No signature of the model can be served: %s")
    String noUsableSignature(String reasons);

    @Message(id = 60307, value = "signature '%s': '%s' is %s")
    String unsupportedType(String signature, String tensor, String type);

    @Message(id = 60308, value = "signature '%s': '%s' names no plain tensor")
    String unsupportedEncoding(String signature, String tensor);

    @Message(
            id = 60309,
            value =
                    "Operation %s (node '%s'%s) %s. A model must not do that. Export it without"
                            + " this operation.")
    String unsafeOperation(String operation, String node, String where, String what);

    @Message(id = 60310, value = "Asset '%s' is not a file in the model's assets folder.")
    String wrongAsset(String asset);

    @Message(
            id = 60311,
            value =
                    "Operation %s (node '%s'%s) reads '%s' instead of one of the model's assets."
                            + " Export the model with its vocabulary as an asset.")
    String fileOutsideAssets(String operation, String node, String where, String source);

    @Message(id = 60312, value = "The model's graph is broken: %s")
    String brokenGraph(String what);

    @Message(id = 60313, value = "node '%s' is defined twice")
    String twoNodes(String node);

    @Message(id = 60314, value = "function '%s' is defined twice")
    String twoFunctions(String function);

    @Message(id = 60315, value = "there is no node '%s'")
    String noNode(String node);

    @Message(
            id = 60316,
            value =
                    "TensorFlow %s cannot load the model: it has no kernel for operation '%s'. Export"
                            + " the model without it.")
    String noKernel(String version, String operation);

    @Message(id = 60317, value = "TensorFlow %s cannot load the model: %s")
    String cannotLoad(String version, String why);

    @Message(id = 60318, value = "The model was registered with other signatures than it has.")
    String otherSignatures();

    @Message(id = 60319, value = "The model's files cannot be fetched: %s")
    String noFiles(String why);

    // --- archives ---

    @Message(id = 60400, value = "The upload is empty.")
    String archiveEmpty();

    @Message(id = 60401, value = "The upload is neither a zip nor a gzip-compressed tar archive.")
    String archiveType();

    @Message(id = 60402, value = "The upload has more than %d bytes.")
    String archiveTooLarge(long limit);

    @Message(id = 60403, value = "The archive is cut off or damaged. Make it again.")
    String archiveDamaged();

    @Message(id = 60404, value = "Entry '%s' is encrypted. Upload an archive without a password.")
    String archiveEncrypted(String entry);

    @Message(id = 60405, value = "Entry '%s' uses a compression that is not supported.")
    String archiveMethod(String entry);

    @Message(id = 60406, value = "The archive unpacks to more than %d bytes.")
    String archiveUnpackedTooLarge(long limit);

    @Message(id = 60407, value = "The archive unpacks to more than %d times its size.")
    String archiveRatio(int limit);

    @Message(id = 60408, value = "The archive holds more than %d entries.")
    String archiveEntries(int limit);

    @Message(id = 60409, value = "Entry '%s' would be written outside the model's folder.")
    String archivePath(String entry);

    @Message(id = 60410, value = "Entry '%s' has a name that cannot be a file's: %s.")
    String archiveName(String entry, String why);

    @Message(id = 60411, value = "Entry '%s' is a link. Put the file itself into the archive.")
    String archiveLink(String entry);

    @Message(id = 60412, value = "Entry '%s' is neither a file nor a folder.")
    String archiveDevice(String entry);

    @Message(id = 60413, value = "Entry '%s' is in the archive twice, or differs only in case.")
    String archiveDuplicate(String entry);

    @Message(
            id = 60414,
            value =
                    "The archive holds no saved_model.pb at its top, in a folder, or in"
                            + " TensorFlow Serving's name/version layout.")
    String modelMissing();

    @Message(id = 60415, value = "The archive holds more than one model: %s. Upload one at a time.")
    String manyModels(String folders);

    @Message(id = 60416, value = "The upload broke off: %s")
    String uploadBroken(String why);

    @Message(id = 60417, value = "Version %d is not a version number. It must be at least 1.")
    String wrongVersion(long version);

    @Message(id = 60418, value = "The archive's headers are larger than any model needs.")
    String archiveHeaders();

    @Message(
            id = 60419,
            value = "The zip is in the zip64 form. Upload a gzip-compressed tar instead.")
    String archiveZip64();
}
