package io.vouchsafe.inference.internal.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.vouchsafe.inference.internal.InferenceSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * ONNX Runtime in this JVM. The library belongs to the server's module, so it outlives the
 * application: another deployment finds the environment that the first one made. Its threads are
 * shared by all models and do not spin; its own log is silent, because it would quote values.
 */
final class Runtime {
    private static final String NATIVE_PATH = "onnxruntime.native.path";
    private static final String NAME = "vouchsafe";

    private Runtime() {}

    /** Lets the library be unpacked once, beside the data, instead of at each start. */
    static void prepare(InferenceSettings settings) {
        if (System.getProperty(NATIVE_PATH) != null) {
            return;
        }
        try {
            Path folder = settings.data().toAbsolutePath().resolve("native").resolve("onnxruntime");
            boolean unpacked = unpack("onnxruntime", folder) & unpack("onnxruntime4j_jni", folder);
            if (unpacked) {
                System.setProperty(NATIVE_PATH, folder.toString());
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static boolean unpack(String library, Path folder) throws IOException {
        String file = System.mapLibraryName(library);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String resource =
                "/ai/onnxruntime/native/linux-%s/%s"
                        .formatted(arch.equals("amd64") ? "x64" : arch, file);
        try (InputStream packed = OrtEnvironment.class.getResourceAsStream(resource)) {
            if (packed == null) {
                return false; // the binding knows where else to look
            }
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, library, ".part");
            Files.copy(packed, fresh, StandardCopyOption.REPLACE_EXISTING);
            Path known = folder.resolve(file);
            if (Files.isRegularFile(known) && Files.mismatch(known, fresh) < 0) {
                Files.delete(fresh);
            } else {
                Files.move(
                        fresh,
                        known,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            return true;
        }
    }

    static OrtEnvironment environment() {
        try (OrtEnvironment.ThreadingOptions threads = new OrtEnvironment.ThreadingOptions()) {
            threads.setGlobalInterOpNumThreads(1);
            threads.setGlobalIntraOpNumThreads(0); // as many as cores
            threads.setGlobalSpinControl(false);
            OrtEnvironment made =
                    OrtEnvironment.getEnvironment(
                            OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, NAME, threads);
            made.setTelemetry(false);
            return made;
        } catch (IllegalStateException madeBefore) {
            return OrtEnvironment.getEnvironment();
        } catch (OrtException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Nothing here names a library, a provider or a file: the processor runs the model. */
    static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.disablePerSessionThreads();
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        return options;
    }
}
