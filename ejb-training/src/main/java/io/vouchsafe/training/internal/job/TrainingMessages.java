package io.vouchsafe.training.internal.job;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/** What training says; ids 70000 to 79999. */
@MessageLogger(projectCode = "VOUCH", length = 5)
@ValidIdRange(min = 70000, max = 79999)
interface TrainingMessages extends BasicLogger {
    TrainingMessages LOG =
            Logger.getMessageLogger(
                    java.lang.invoke.MethodHandles.lookup(),
                    TrainingMessages.class,
                    "io.vouchsafe.training");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 70001, value = "Job %s trained %s: %s")
    void trained(String job, String version, String metrics);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 70002, value = "Job %s failed")
    void failed(String job, @Cause Throwable cause);

    @Message(id = 70010, value = "There is no recipe '%s'. Choose one of %s.")
    String unknownRecipe(String recipe, String known);

    @Message(id = 70011, value = "There is no training job '%s'. Jobs end with a restart.")
    String unknownJob(String job);

    @Message(
            id = 70012,
            value = "%d training jobs are running already. Try again when one of them has ended.")
    String busy(int running);

    @Message(
            id = 70013,
            value =
                    "The model is right for %s of the rows it had not seen, below the required %s."
                            + " Nothing was registered. Try another seed.")
    String learnedTooLittle(String accuracy, String required);

    @Message(id = 70014, value = "Training failed: %s. Nothing was registered.")
    String broken(String why);
}
