package io.vouchsafe.verifier.internal.cli;

import io.vouchsafe.verifier.KeyRing;
import io.vouchsafe.verifier.MalformedException;
import io.vouchsafe.verifier.Receipt;
import io.vouchsafe.verifier.ReceiptVerifier;
import io.vouchsafe.verifier.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Entry point of {@code audit-verifier.jar}: 0 verified, 1 not verified, 2 wrong use or unreadable
 * file.
 */
@Command(
        name = "audit-verifier",
        description = "Verifies receipts of a Vouchsafe log offline.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything verifies",
            "1:not verified",
            "2:wrong use or unreadable file"
        })
public final class Main {

    static final int VERIFIED = 0;
    static final int NOT_VERIFIED = 1;
    static final int UNREADABLE = 2;

    private static final int MAX_KEYS_BYTES = 1 << 20;

    private final PrintWriter out;
    private final PrintWriter err;

    private Main(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** Runs the command line and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(
                run(
                        new PrintWriter(System.out, true),
                        new PrintWriter(System.err, true),
                        arguments));
    }

    /** Runs the command line against the given writers and answers its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Main(out, err))
                .setExpandAtFiles(false)
                .setOut(out)
                .setErr(err)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setExecutionStrategy(Main::execute)
                .setExecutionExceptionHandler((fault, command, parsed) -> refuse(err, fault))
                .execute(arguments);
    }

    private static int execute(CommandLine.ParseResult parsed) {
        @Nullable Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        if (!parsed.hasSubcommand()) {
            CommandLine root = parsed.commandSpec().commandLine();
            root.usage(root.getErr());
            return UNREADABLE;
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Whatever stops the check is said as loudly as a failed one. */
    static int refuse(PrintWriter err, Exception fault) {
        if (fault instanceof UnreadableException unreadable) {
            err.println("NOT VERIFIED: " + Printable.of(unreadable.sentence()));
        } else {
            err.println("NOT VERIFIED: the verifier itself failed. Please report this:");
            fault.printStackTrace(err);
        }
        err.flush();
        return UNREADABLE;
    }

    @Command(
            name = "verify",
            description = "Verifies one receipt against trusted keys, offline.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int verify(
            @Option(
                            names = "--keys",
                            required = true,
                            paramLabel = "FILE",
                            description = "Trusted keys, one verifier key per line.")
                    Path keys,
            @Option(
                            names = "--request",
                            paramLabel = "FILE",
                            description = "The exact bytes of the request's body.")
                    Optional<Path> request,
            @Option(
                            names = "--response",
                            paramLabel = "FILE",
                            description = "The exact bytes of the response's body.")
                    Optional<Path> response,
            @Option(names = "--json", description = "Print the result as one line of JSON.")
                    boolean json,
            @Parameters(
                            paramLabel = "RECEIPT",
                            description = "A .tlog-proof file, or the JSON that holds one.")
                    Path receipt) {
        KeyRing trusted = keyRing(InputFile.read(keys, "keys file", MAX_KEYS_BYTES));
        byte[] file = InputFile.read(receipt, "receipt", Receipt.MAX_FILE_BYTES);
        Verification result = verify(trusted, file, request, response);
        out.println(json ? JsonReport.of(result) : TextReport.of(result));
        out.flush();
        if (result instanceof Verification.Verified) {
            return VERIFIED;
        }
        err.println(TextReport.of(result));
        err.flush();
        return NOT_VERIFIED;
    }

    private static KeyRing keyRing(byte[] file) {
        try {
            return KeyRing.parse(file);
        } catch (MalformedException malformed) {
            throw new UnreadableException(malformed.sentence(), malformed);
        }
    }

    private static Verification verify(
            KeyRing keys, byte[] receipt, Optional<Path> request, Optional<Path> response) {
        Optional<InputStream> requestBytes = request.map(file -> InputFile.open(file, "request"));
        try (InputStream ownRequest = requestBytes.orElse(InputStream.nullInputStream())) {
            Optional<InputStream> responseBytes =
                    response.map(file -> InputFile.open(file, "response"));
            try (InputStream ownResponse = responseBytes.orElse(InputStream.nullInputStream())) {
                return new ReceiptVerifier(keys).verify(receipt, requestBytes, responseBytes);
            }
        } catch (IOException fault) {
            throw new UnreadableException(
                    "The request or the response file cannot be read: "
                            + InputFile.why(fault)
                            + ".",
                    fault);
        }
    }
}
