package io.vouchsafe.governance.internal.artefact;

import static org.jboss.logging.Logger.Level.INFO;
import static org.jboss.logging.Logger.Level.WARN;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/** Messages about model files. */
@MessageLogger(projectCode = "VOUCH")
@ValidIdRange(min = 40100, max = 40149)
interface ArtefactLog {
    ArtefactLog LOG =
            Logger.getMessageLogger(
                    MethodHandles.lookup(), ArtefactLog.class, "io.vouchsafe.governance");

    @Message(
            id = Message.NONE,
            value = "'%s' is neither a folder nor a plain file. Register a model without links.")
    String notPlain(String path);

    @Message(
            id = Message.NONE,
            value = "File name '%s' has control characters. Rename the file and register again.")
    String unreadableName(String path);

    @Message(id = 40102, value = "Files of '%s' are not in the database. Register them first.")
    IOException unknown(String digest);

    @Message(
            id = 40103,
            value =
                    "Files of '%s' in the database have digest '%s'. Restore them from a back-up"
                            + " before serving the model.")
    IOException damaged(String digest, String found);

    @Message(id = 40104, value = "Files of '%s' could not be read from the database.")
    IOException unreachable(String digest, @Cause Throwable cause);

    @Message(id = 40105, value = "Path '%s' of '%s' leaves its folder. It was not written.")
    IOException outside(String path, String digest);

    @Message(id = 40106, value = "'%s' is no digest of model files. Take it from the registry.")
    IllegalArgumentException noDigest(String text);

    @Message(
            id = 40107,
            value = "File '%s' changed while it was being stored. Register the model again.")
    IOException changedMeanwhile(String path);

    @LogMessage(level = WARN)
    @Message(
            id = 40108,
            value = "Cached files of '%s' do not match their digest any more; fetched again.")
    void cacheDamaged(String digest);

    @LogMessage(level = INFO)
    @Message(id = 40109, value = "Fetched %d bytes of model files '%s' in %d ms.")
    void fetched(long bytes, String digest, long millis);

    @Message(id = 40110, value = "VOUCHSAFE_DATA '%s' is not a path. Name a folder.")
    IllegalStateException noFolder(String text, @Cause Throwable cause);

    @Message(id = Message.NONE, value = "The folder has no files. Upload a model.")
    String noFiles();
}
