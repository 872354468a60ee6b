package io.vouchsafe.launcher.process;

import static io.vouchsafe.launcher.report.LauncherMessages.MESSAGES;

import io.vouchsafe.launcher.data.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Processes that a killed launcher left behind on this data folder. The folder's lock is held, so
 * whoever still runs from its marks has lost its launcher.
 */
public final class Orphans {

    private final DataFolder data;

    public Orphans(DataFolder data) {
        this.data = data;
    }

    /** Stops them and returns their names. */
    public List<String> stop() {
        try (Stream<Path> marks = Files.list(data.pids())) {
            return marks.filter(mark -> mark.getFileName().toString().endsWith(".pid"))
                    .sorted(Comparator.reverseOrder()) // WildFly before its database
                    .filter(this::stop)
                    .map(Orphans::name)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private boolean stop(Path mark) {
        try {
            Optional<ProcessHandle> orphan = ProcessMark.read(mark).flatMap(ProcessMark::find);
            if (orphan.isPresent() && !Stopping.stop(orphan.get(), plan(mark))) {
                throw MESSAGES.orphanStays(name(mark), orphan.get().pid());
            }
            Files.delete(mark);
            return orphan.isPresent();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static StopPlan plan(Path mark) {
        return name(mark).equals("postgres") ? StopPlan.POSTGRES : StopPlan.TERMINATE;
    }

    private static String name(Path mark) {
        String file = mark.getFileName().toString();
        return file.substring(0, file.length() - ".pid".length());
    }
}
