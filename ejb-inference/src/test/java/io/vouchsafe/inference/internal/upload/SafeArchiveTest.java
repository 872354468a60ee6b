package io.vouchsafe.inference.internal.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vouchsafe.kernel.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeArchiveTest {
    private static final ArchiveLimits LIMITS = new ArchiveLimits(1 << 22, 1 << 26, 200, 100);

    @TempDir Path outer;

    private Path unpack(byte[] archive) throws IOException {
        return unpack(archive, LIMITS);
    }

    private Path unpack(byte[] archive, ArchiveLimits limits) throws IOException {
        Path work = Files.createTempDirectory(outer, "work").toRealPath();
        return SafeArchive.unpack(new ByteArrayInputStream(archive), work, limits);
    }

    private ArchiveRejectedException rejected(byte[] archive) {
        return rejected(archive, LIMITS);
    }

    private ArchiveRejectedException rejected(byte[] archive, ArchiveLimits limits) {
        Throwable thrown = catchThrowable(() -> unpack(archive, limits));
        assertThat(thrown).isInstanceOf(ArchiveRejectedException.class);
        return (ArchiveRejectedException) thrown;
    }

    static Stream<Arguments> bothKinds() {
        String[] entries = {"m/1/saved_model.pb", "model", "m/1/variables/a", "numbers"};
        return Stream.of(
                Arguments.of("zip", Archives.zip(entries)),
                Arguments.of("tar.gz", Archives.tarGz(entries)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bothKinds")
    void filesAreThereAfterwards(String kind, byte[] archive) throws IOException {
        Path files = unpack(archive);

        assertThat(files.resolve("m/1/saved_model.pb")).hasContent("model");
        assertThat(files.resolve("m/1/variables/a")).hasContent("numbers");
        assertThat(files.getParent().resolve("upload")).doesNotExist();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bothKinds")
    void everyCutIsNoticed(String kind, byte[] archive) {
        for (int length = 0; length < archive.length; length++) {
            byte[] cut = Arrays.copyOf(archive, length);
            Throwable thrown = catchThrowable(() -> unpack(cut));
            assertThat(thrown)
                    .as("%s cut to %d of %d bytes", kind, length, archive.length)
                    .isInstanceOf(ArchiveRejectedException.class);
            assertThat(((ArchiveRejectedException) thrown).kind().status()).isIn(400, 422);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bothKinds")
    void noDamageLeadsOutsideOrToAnotherFailure(String kind, byte[] archive) throws IOException {
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            byte[] damaged = archive.clone();
            for (int hits = 0; hits < 3; hits++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                unpack(damaged);
            } catch (ArchiveRejectedException expected) {
                assertThat(expected.problem()).startsWith("archive-");
            }
        }
        try (Stream<Path> beside = Files.list(outer)) {
            assertThat(beside).allMatch(path -> path.getFileName().toString().startsWith("work"));
        }
    }

    static Stream<Arguments> namesThatLeadOutside() {
        return Stream.of(
                        "../evil",
                        "a/../../evil",
                        "/etc/evil",
                        "..\\evil",
                        "C:\\evil",
                        "c:/evil",
                        "\\\\host\\share",
                        "a/..",
                        "..")
                .flatMap(
                        name ->
                                Stream.of(
                                        Arguments.of("zip", name, Archives.zip(name, "x")),
                                        Arguments.of("tar.gz", name, Archives.tarGz(name, "x"))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("namesThatLeadOutside")
    void aNameThatLeadsOutside_isRefused(String kind, String name, byte[] archive)
            throws IOException {
        ArchiveRejectedException rejected = rejected(archive);

        assertThat(rejected.problem()).isEqualTo("archive-path");
        assertThat(rejected.kind()).isEqualTo(Outcome.Kind.INVALID);
        try (Stream<Path> all = Files.walk(outer)) {
            assertThat(all).noneMatch(path -> path.getFileName().toString().contains("evil"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\nb", "nul", "CON.txt", "ab:stream", "aux.pb"})
    void aNameThatIsNoFilesName_isRefusedWithoutControlCharacters(String name) {
        ArchiveRejectedException rejected = rejected(Archives.zip(name, "x"));

        assertThat(rejected.problem()).isEqualTo("archive-name");
        assertThat(rejected.getMessage()).doesNotContain("\u0000").doesNotContain("\n");
    }

    @Test
    void aNameThatIsTooLongOrTooDeep_isRefused() {
        assertThat(rejected(Archives.zip("n".repeat(300), "x")).problem())
                .isEqualTo("archive-name");
        assertThat(rejected(Archives.tarGz("a/".repeat(20) + "x", "x")).problem())
                .isEqualTo("archive-name");
    }

    @Test
    void aSymbolicLinkInAZip_isRefused() {
        byte[] archive =
                Archives.zip(
                        zip -> {
                            ZipArchiveEntry link = new ZipArchiveEntry("link");
                            link.setUnixMode(UnixStat.LINK_FLAG | 0777);
                            Archives.put(zip, link, "/etc/passwd".getBytes(StandardCharsets.UTF_8));
                        });

        assertThat(rejected(archive).problem()).isEqualTo("archive-link");
    }

    @ParameterizedTest
    @ValueSource(bytes = {TarConstants.LF_SYMLINK, TarConstants.LF_LINK})
    void aLinkInATar_isRefused(byte type) {
        byte[] archive =
                Archives.tarGz(
                        tar -> {
                            TarArchiveEntry link = new TarArchiveEntry("link", type);
                            link.setLinkName("/etc/passwd");
                            Archives.put(tar, link, new byte[0]);
                        });

        assertThat(rejected(archive).problem()).isEqualTo("archive-link");
    }

    @ParameterizedTest
    @ValueSource(bytes = {TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO})
    void aDeviceInATar_isRefused(byte type) {
        byte[] archive =
                Archives.tarGz(
                        tar -> Archives.put(tar, new TarArchiveEntry("dev", type), new byte[0]));

        assertThat(rejected(archive).problem()).isEqualTo("archive-device");
    }

    @Test
    void aDeviceInAZip_isRefused() {
        byte[] archive =
                Archives.zip(
                        zip -> {
                            ZipArchiveEntry device = new ZipArchiveEntry("dev");
                            device.setUnixMode(0020000 | 0666);
                            Archives.put(zip, device, new byte[0]);
                        });

        assertThat(rejected(archive).problem()).isEqualTo("archive-device");
    }

    static Stream<Arguments> namesThatMeet() {
        return Stream.of(
                Arguments.of("the same twice", new String[] {"a", "1", "a", "2"}),
                Arguments.of("another case", new String[] {"Model.pb", "1", "model.pb", "2"}),
                Arguments.of("another case above", new String[] {"M/a", "1", "m/b", "2"}),
                Arguments.of("a file as a folder", new String[] {"a", "1", "a/b", "2"}),
                Arguments.of("a folder as a file", new String[] {"a/b", "1", "a", "2"}),
                Arguments.of("another form", new String[] {"\u00e9", "1", "e\u0301", "2"}),
                Arguments.of("another slash", new String[] {"a/b", "1", "a\\b", "2"}),
                Arguments.of("a dot between", new String[] {"a/b", "1", "a/./b", "2"}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("namesThatMeet")
    void namesThatMeetInOneFile_areRefused(String how, String[] entries) {
        assertThat(rejected(Archives.tarGz(entries)).problem()).isEqualTo("archive-duplicate");
        assertThat(rejected(Archives.zip(entries)).problem()).isEqualTo("archive-duplicate");
    }

    @Test
    void whatAMacAdds_isLeftOut() throws IOException {
        Path files =
                unpack(
                        Archives.zip(
                                "saved_model.pb", "x", "__MACOSX/._x", "y", "a/.DS_Store", "z"));

        try (Stream<Path> all = Files.walk(files)) {
            assertThat(all.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void aBomb_isRefusedByItsRatio() {
        byte[] zeros = new byte[40 << 20];
        byte[] zip = Archives.zip(z -> Archives.put(z, new ZipArchiveEntry("zeros"), zeros));
        byte[] tar = Archives.tarGz(t -> Archives.put(t, new TarArchiveEntry("zeros"), zeros));

        assertThat(rejected(zip).problem()).isEqualTo("archive-bomb");
        assertThat(rejected(tar).problem()).isEqualTo("archive-bomb");
    }

    @Test
    void aBombAmongWhatIsLeftOut_isRefusedToo() {
        byte[] zeros = new byte[40 << 20];
        byte[] tar =
                Archives.tarGz(t -> Archives.put(t, new TarArchiveEntry("__MACOSX/zeros"), zeros));

        assertThat(rejected(tar).problem()).isEqualTo("archive-bomb");
    }

    @Test
    void moreThanTheLimitUnpacked_isRefused() {
        ArchiveLimits small = new ArchiveLimits(1 << 22, 1000, 200, 100);

        ArchiveRejectedException rejected =
                rejected(Archives.zip("a", "x".repeat(600), "b", "y".repeat(600)), small);

        assertThat(rejected.problem()).isEqualTo("archive-bomb");
        assertThat(rejected.kind()).isEqualTo(Outcome.Kind.TOO_LARGE);
    }

    @Test
    void moreThanTheLimitPacked_isRefusedWithoutReadingItAll() {
        InputStream endless =
                new InputStream() {
                    @Override
                    public int read() {
                        return 'x';
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) {
                        return length;
                    }
                };

        assertThatThrownBy(
                        () ->
                                SafeArchive.unpack(
                                        endless, Files.createTempDirectory(outer, "work"), LIMITS))
                .isInstanceOfSatisfying(
                        ArchiveRejectedException.class,
                        rejected -> {
                            assertThat(rejected.kind()).isEqualTo(Outcome.Kind.TOO_LARGE);
                            assertThat(rejected.problem()).isEqualTo("archive-too-large");
                        });
    }

    @Test
    void tooManyEntries_areRefused() {
        String[] entries = new String[202 * 2];
        for (int i = 0; i < entries.length; i += 2) {
            entries[i] = "f" + i;
            entries[i + 1] = "";
        }

        assertThat(rejected(Archives.zip(entries)).problem()).isEqualTo("archive-bomb");
        assertThat(rejected(Archives.tarGz(entries)).problem()).isEqualTo("archive-bomb");
    }

    @Test
    void aZipThatIsNothingButDirectory_isRefusedBeforeItIsRead() {
        byte[] archive = Archives.zip("a", "x");
        int end = archive.length - 22;
        archive[end + 10] = (byte) 0xff; // 65,535 entries
        archive[end + 11] = (byte) 0xff;

        assertThat(rejected(archive).problem()).isEqualTo("archive-bomb");
    }

    @Test
    void aHeaderOfHundredMegabytes_isRefusedBeforeItIsRead() {
        byte[] archive =
                Archives.tarGz(
                        tar -> {
                            TarArchiveEntry name =
                                    new TarArchiveEntry(
                                            "././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
                            byte[] longName = new byte[100 << 20];
                            Arrays.fill(longName, (byte) 'n');
                            Archives.put(tar, name, longName);
                            Archives.put(tar, new TarArchiveEntry("short"), new byte[0]);
                        });

        assertThat(rejected(archive).problem()).isEqualTo("archive-bomb");
    }

    @Test
    void anEncryptedZip_isNamed() {
        byte[] archive = Archives.zip("secret.pb", "x");
        int local = 6;
        int central = indexOf(archive, new byte[] {'P', 'K', 1, 2}) + 8;
        archive[local] |= 1;
        archive[central] |= 1;

        ArchiveRejectedException rejected = rejected(archive);

        assertThat(rejected.problem()).isEqualTo("archive-encrypted");
        assertThat(rejected).hasMessageContaining("secret.pb");
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i <= bytes.length - part.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }

    @Test
    void aChangedByteInAStoredFile_isNoticedByItsChecksum() {
        byte[] archive =
                Archives.zip(
                        zip -> {
                            zip.setMethod(java.util.zip.ZipEntry.STORED);
                            ZipArchiveEntry entry = new ZipArchiveEntry("weights");
                            entry.setMethod(java.util.zip.ZipEntry.STORED);
                            byte[] content = "0123456789".getBytes(StandardCharsets.UTF_8);
                            java.util.zip.CRC32 crc = new java.util.zip.CRC32();
                            crc.update(content);
                            entry.setSize(content.length);
                            entry.setCrc(crc.getValue());
                            Archives.put(zip, entry, content);
                        });
        archive[indexOf(archive, "0123456789".getBytes(StandardCharsets.UTF_8))] = '9';

        assertThat(rejected(archive).problem()).isEqualTo("archive-unreadable");
    }

    static Stream<Arguments> noArchives() {
        return Stream.of(
                Arguments.of("nothing", new byte[0]),
                Arguments.of("one byte", new byte[] {'P'}),
                Arguments.of("text", "hello, world".getBytes(StandardCharsets.UTF_8)),
                Arguments.of("a bare model file", new byte[] {8, 1, 18, 4, 10, 2}),
                Arguments.of("gzip of no tar", gzip("no tar at all".repeat(100))),
                Arguments.of("the start of a zip", new byte[] {'P', 'K', 3, 4}));
    }

    private static byte[] gzip(String text) {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noArchives")
    void whatIsNoArchive_isUnreadable(String what, byte[] bytes) {
        ArchiveRejectedException rejected = rejected(bytes);

        assertThat(rejected.problem()).isEqualTo("archive-unreadable");
        assertThat(rejected.kind()).isEqualTo(Outcome.Kind.UNREADABLE);
    }
}
