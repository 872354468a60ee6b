package io.vouchsafe.launcher.report;

import java.nio.file.Path;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;
import org.jboss.logging.annotations.ValidIdRange;

/** Every sentence with which the launcher refuses or fails: fact, quoted value, next step. */
@MessageBundle(projectCode = "VOUCH", length = 5)
@ValidIdRange(min = 19001, max = 19999)
public interface LauncherMessages {

    LauncherMessages MESSAGES = Messages.getBundle(LauncherMessages.class);

    @Message(
            id = 19001,
            value =
                    "Port %d (%s) is taken by %s. Stop it, or move all ports together with --offset"
                            + " N.")
    LauncherException portTaken(int port, String use, String holder);

    @Message(
            id = 19002,
            value =
                    "Another launcher (process %s) runs on the data folder '%s'. Stop it, or choose"
                            + " another folder with --data DIR.")
    LauncherException locked(String pid, Path data);

    @Message(
            id = 19003,
            value =
                    "The data folder '%s' cannot be written: %s. Make room or rights, or choose"
                            + " another folder with --data DIR.")
    LauncherException unwritable(Path data, String reason, @Cause Throwable cause);

    @Message(
            id = 19004,
            value =
                    "The data folder '%s' has %d MB left and needs %d MB. Make room, or choose"
                            + " another folder with --data DIR.")
    LauncherException noSpace(Path data, long free, long needed);

    @Message(id = 19005, value = "%s ended by itself with code %d. The last lines of '%s':%n%s")
    LauncherException childEnded(String name, int code, Path log, String tail);

    @Message(
            id = 19006,
            value = "%s was not ready after %d s (%s: %s). The last lines of '%s':%n%s")
    LauncherException notReady(
            String name, long seconds, Object where, String state, Path log, String tail);

    @Message(
            id = 19007,
            value =
                    "PostgreSQL does not run as root, and this machine offers neither user"
                            + " namespaces nor another account that may read '%s'. Start ./run as"
                            + " an ordinary user, or name a database with VOUCHSAFE_DB_URL.")
    LauncherException rootWithoutAccount(Path folder);

    @Message(
            id = 19008,
            value =
                    "PostgreSQL reports %s = '%s' where '%s' is required. Answers would not be"
                            + " durable: not started.")
    LauncherException notHardened(String setting, String actual, String required);

    @Message(
            id = 19009,
            value =
                    "No PostgreSQL for this machine (%s, %s) is packed. Name a database with"
                            + " VOUCHSAFE_DB_URL, VOUCHSAFE_DB_USER and VOUCHSAFE_DB_PASSWORD.")
    LauncherException noPostgres(String os, String architecture);

    @Message(
            id = 19010,
            value =
                    "The data in '%s' belong to PostgreSQL %s, this version runs %s. Dump with the"
                            + " old version and restore, or choose another folder with --data DIR.")
    LauncherException otherMajor(Path cluster, String found, String expected);

    @Message(id = 19011, value = "Unknown option '%s'. See ./run --help.")
    LauncherException unknownOption(String option);

    @Message(id = 19012, value = "Option '%s' needs %s, not '%s'. See ./run --help.")
    LauncherException wrongValue(String option, String expected, String value);

    @Message(id = 19013, value = "The settings are wrong:%n%s")
    LauncherException wrongSettings(String problems);

    @Message(id = 19014, value = "'%s' is missing. Run ./run without --no-build.")
    LauncherException notBuilt(Path path);

    @Message(id = 19015, value = "Demo step '%s': %s %s answered %d: %s")
    LauncherException stepRefused(
            String step, String method, Object uri, int status, String answer);

    @Message(id = 19016, value = "Demo step '%s': the answer of %s lacks '%s'.")
    LauncherException answerIncomplete(String step, Object uri, String field);

    @Message(
            id = 19017,
            value =
                    "%s (process %d) of an earlier launcher does not stop. End it by hand, then"
                            + " start again.")
    LauncherException orphanStays(String name, long pid);

    @Message(id = 19018, value = "Demo step '%s': job %s ended as %s.")
    LauncherException jobFailed(String step, Object job, String state);

    @Message(id = 19019, value = "Demo step '%s': job %s did not end within %d s.")
    LauncherException jobTooLong(String step, Object job, long seconds);

    @Message(id = 19020, value = "'%s' failed with code %d. The last lines of '%s':%n%s")
    LauncherException commandFailed(String command, int code, Path log, String tail);

    @Message(id = 19021, value = "The launcher is stopping; '%s' is not started.")
    LauncherException stopping(String name);

    @Message(id = 19022, value = "'%s' cannot be started: %s.")
    LauncherException cannotStart(String command, String reason, @Cause Throwable cause);

    @Message(id = 19023, value = "WildFly started, but the suite did not. The errors in '%s':%n%s")
    LauncherException notDeployed(Path log, String errors);

    @Message(id = 19024, value = "Demo step '%s': %s cannot be reached: %s.")
    LauncherException unreachable(String step, Object uri, String reason, @Cause Throwable cause);

    @Message(
            id = 19025,
            value =
                    "The password of the database in '%s' is lost: '%s' is missing. Restore that"
                            + " file, or choose another folder with --data DIR.")
    LauncherException passwordLost(Path cluster, Path secret);
}
