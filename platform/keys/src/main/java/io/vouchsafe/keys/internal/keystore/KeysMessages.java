package io.vouchsafe.keys.internal.keystore;

import io.vouchsafe.keys.KeyStoreUnusableException;
import java.nio.file.Path;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/** Texts of the keys module. */
@MessageLogger(projectCode = "VOUCH", length = 5)
@ValidIdRange(min = 11000, max = 11999)
interface KeysMessages {
    KeysMessages LOG =
            Logger.getMessageLogger(
                    java.lang.invoke.MethodHandles.lookup(),
                    KeysMessages.class,
                    "io.vouchsafe.keys");

    @LogMessage(level = Logger.Level.INFO)
    @Message(
            id = 11001,
            value =
                    "Created key store '%s' with the log's signing keys. Back it up together with its password.")
    void created(Path file);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 11002, value = "'%s' can be read by others than its owner. Set its mode to 0600.")
    void readableByOthers(Path file);

    @Message(
            id = 11003,
            value =
                    "Key store '%s' does not open: its password is wrong or the file is damaged. Give the password it was made with (VOUCHSAFE_KEYSTORE_PASSWORD, else file '%s'), or restore the file from a backup.")
    KeyStoreUnusableException doesNotOpen(Path file, Path passwordFile, @Cause Throwable cause);

    @Message(
            id = 11004,
            value =
                    "Key store '%s' has no usable key '%s'. Restore the file from a backup; a new one would not verify what the old one signed.")
    KeyStoreUnusableException keyMissing(Path file, String alias, @Cause Throwable cause);

    @Message(
            id = 11005,
            value =
                    "Key store '%s' is there but its password is not: '%s' is missing or empty and VOUCHSAFE_KEYSTORE_PASSWORD is not set. Restore the one or set the other.")
    KeyStoreUnusableException passwordMissing(Path file, Path passwordFile);

    @Message(
            id = 11006,
            value = "Cannot write key store '%s'. Check that the folder is writable and not full.")
    KeyStoreUnusableException notWritable(Path file, @Cause Throwable cause);

    @Message(
            id = 11007,
            value = "Key '%s' of the key store cannot sign. Check the server's security providers.")
    IllegalStateException cannotSign(String name, @Cause Throwable cause);

    @Message(id = 11008, value = "The settings of the key store are wrong: %s")
    IllegalArgumentException badSettings(String problems);
}
