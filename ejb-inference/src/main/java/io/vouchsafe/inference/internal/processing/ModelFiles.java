package io.vouchsafe.inference.internal.processing;

import static io.vouchsafe.inference.internal.processing.ProcessingMessages.TEXTS;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.inference.spi.ModelRejectedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The lists that a declaration names: in itself, or one entry per line in a file of the model. */
final class ModelFiles {
    static final int LARGEST = 16 << 20;
    static final int MOST = 1_000_000;

    private final Path folder;

    ModelFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads a list whose entries differ, as a vocabulary's must.
     *
     * @throws ModelRejectedException when it is none, or its file is missing
     */
    List<String> distinct(Fields fields, String member) {
        List<String> entries = list(fields, member);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            if (!seen.add(entries.get(i))) {
                throw Fields.rejected(TEXTS.entryTwice(fields.where(), member, i + 1));
            }
        }
        return entries;
    }

    private List<String> list(Fields fields, String member) {
        JsonNode value = fields.raw(member);
        String kind = "a list of texts, or the path of a file in the model's folder";
        if (value == null) {
            throw Fields.rejected(TEXTS.memberMissing(fields.where(), member, kind));
        }
        List<String> entries;
        if (value.isTextual()) {
            entries = lines(fields.where(), value.textValue());
        } else if (value.isArray()) {
            entries = new ArrayList<>();
            for (JsonNode entry : value) {
                if (!entry.isTextual()) {
                    throw fields.wrong(member, kind);
                }
                entries.add(entry.textValue());
            }
        } else {
            throw fields.wrong(member, kind);
        }
        if (entries.isEmpty()) {
            throw Fields.rejected(TEXTS.emptyList(fields.where(), member));
        }
        if (entries.size() > MOST) {
            throw Fields.rejected(TEXTS.tooManyEntries(fields.where(), member, MOST));
        }
        return entries;
    }

    private List<String> lines(String where, String name) {
        Path file = within(where, name);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw Fields.rejected(TEXTS.fileTooLarge(name, LARGEST));
            }
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.lines().toList();
        } catch (CharacterCodingException malformed) {
            throw Fields.rejected(TEXTS.notText(where, name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Path within(String where, String name) {
        try {
            Path file = folder.resolve(name).normalize();
            if (!Path.of(name).isAbsolute()
                    && file.startsWith(folder.normalize())
                    && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && file.toRealPath().startsWith(folder.toRealPath())) {
                return file;
            }
        } catch (InvalidPathException noPath) {
            // said below
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        throw Fields.rejected(TEXTS.noFile(where, name));
    }
}
