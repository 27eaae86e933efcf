package org.ar1.integration.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ar1.integration.internal.setting.Setting;
import org.ar1.integration.internal.text.Printable;

/** Settings in a properties file in UTF-8, whose keys are the names of the environment variables. */
final class SettingsFile {

    private static final Set<String> KNOWN =
            ServiceSettings.all().stream().map(Setting::variable).collect(Collectors.toUnmodifiableSet());
    private static final int BYTE_ORDER_MARK = '\uFEFF';

    private final List<String> problems;
    private final Map<String, String> values = new HashMap<>();

    private SettingsFile(List<String> problems) {
        this.problems = problems;
    }

    /**
     * The settings of one file, which may begin with a byte order mark.
     *
     * @param problems gets a line for each key that is no setting or is there twice
     * @throws StartupException when the file cannot be read
     */
    static Map<String, String> read(Path file, List<String> problems) throws StartupException {
        SettingsFile settings = new SettingsFile(problems);
        settings.load(file);
        return settings.values;
    }

    /**
     * The settings of all files of a folder whose names end with {@code .properties}, together.
     *
     * @param problems gets a line for each key that is no setting or is there twice
     * @throws StartupException when one of them cannot be read
     */
    static Map<String, String> readAll(Path folder, List<String> problems) throws StartupException {
        SettingsFile settings = new SettingsFile(problems);
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".properties"))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            files = List.of();
        } catch (IOException e) {
            throw new StartupException(
                    ExitCode.CONFIG, List.of("\"" + folder + "\" cannot be read: " + e.getMessage()));
        }
        for (Path file : files) {
            settings.load(file);
        }
        return settings.values;
    }

    private void load(Path file) throws StartupException {
        Properties lines = new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Object put(Object key, Object value) {
                if (!KNOWN.contains((String) key)) {
                    problems.add(file + ": \"" + Printable.value(key)
                            + "\" is no setting: remove it, or see --print-config" + " for those that there are");
                } else if (values.put((String) key, (String) value) != null) {
                    problems.add(file + ": \"" + key + "\" is there twice: remove one");
                }
                return super.put(key, value);
            }
        };
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            reader.mark(1);
            if (reader.read() != BYTE_ORDER_MARK) {
                reader.reset();
            }
            lines.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new StartupException(
                    ExitCode.CONFIG, List.of("The file of settings \"" + file + "\" " + reason(file, e)));
        }
    }

    private static String reason(Path file, Exception failure) {
        if (failure instanceof NoSuchFileException) {
            return "does not exist: name a file of settings";
        }
        if (failure instanceof AccessDeniedException) {
            return "cannot be read: allow this user to read it";
        }
        if (failure instanceof CharacterCodingException) {
            return "is not written in UTF-8: save it so";
        }
        if (failure instanceof IllegalArgumentException) {
            return "holds a broken \\uXXXX: write four hexadecimal digits, or \\\\u";
        }
        return Files.isDirectory(file) ? "is a directory: name a file" : "cannot be read: " + failure.getMessage();
    }
}
