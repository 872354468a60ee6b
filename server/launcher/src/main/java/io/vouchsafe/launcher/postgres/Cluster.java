package io.vouchsafe.launcher.postgres;

import static io.vouchsafe.launcher.report.LauncherMessages.MESSAGES;

import io.vouchsafe.launcher.data.DataFolder;
import io.vouchsafe.launcher.data.PrivateFiles;
import io.vouchsafe.launcher.data.Secret;
import io.vouchsafe.launcher.process.Children;
import io.vouchsafe.launcher.process.Command;
import io.vouchsafe.launcher.process.StopPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** PostgreSQL's data: made once, whole or not at all. */
final class Cluster {

    static final String SUPERUSER = "postgres";
    static final String SUPERUSER_SECRET = "postgres-superuser";

    private final DataFolder data;
    private final Children children;
    private final Path folder;

    Cluster(DataFolder data, Children children) {
        this.data = data;
        this.children = children;
        this.folder = data.postgres().resolve("cluster");
    }

    Path folder() {
        return folder;
    }

    /** Makes the cluster when there is none, and closes it to everybody without a password. */
    void prepare(Path programs, Account account, Map<String, String> environment)
            throws IOException {
        if (Files.isDirectory(folder)) {
            requireOwn();
        } else {
            initialise(programs, account, environment);
        }
        Path rules = folder.resolve("pg_hba.conf");
        PrivateFiles.write(rules, Hardening.HOST_RULES);
        account.own(rules);
    }

    private void requireOwn() throws IOException {
        String found = Files.readString(folder.resolve("PG_VERSION")).strip();
        if (!found.equals(PostgresVersion.MAJOR)) {
            throw MESSAGES.otherMajor(folder, found, PostgresVersion.MAJOR);
        }
        if (!data.secrets().has(SUPERUSER_SECRET)) {
            throw MESSAGES.passwordLost(folder, data.secrets().file(SUPERUSER_SECRET));
        }
    }

    private void initialise(Path programs, Account account, Map<String, String> environment)
            throws IOException {
        Path next = folder.resolveSibling("cluster.next");
        Folders.delete(next);
        Path password = folder.resolveSibling("password");
        Secret secret = data.secrets().get(SUPERUSER_SECRET);
        PrivateFiles.write(password, secret.reveal() + "\n");
        account.own(password);
        try {
            List<String> line =
                    List.of(
                            programs.resolve("bin/initdb").toString(),
                            "--pgdata=" + next,
                            "--username=" + SUPERUSER,
                            "--pwfile=" + password,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale-provider=builtin",
                            "--locale=C.UTF-8",
                            "--lc-collate=C",
                            "--lc-ctype=C",
                            "--lc-messages=C",
                            "--data-checksums");
            children.run(
                    new Command(
                            "initdb",
                            account.command(line),
                            data.postgres(),
                            environment,
                            data.log("initdb"),
                            StopPlan.TERMINATE));
        } finally {
            Files.deleteIfExists(password);
        }
        Files.move(next, folder, StandardCopyOption.ATOMIC_MOVE);
    }
}
