package org.ar1.integration.service;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.ar1.integration.config.Setting;

/** Settings in a properties file in UTF-8, whose keys are the names of the environment variables. */
final class SettingsFile {

    private SettingsFile() {}

    static Map<String, String> read(Path file) throws StartupException {
        List<String> problems = new ArrayList<>();
        Map<String, String> values = new HashMap<>();
        Set<String> known = Setting.all().stream().map(Setting::variable).collect(Collectors.toUnmodifiableSet());
        Properties lines = new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Object put(Object key, Object value) {
                if (!known.contains((String) key)) {
                    problems.add(file + ": \"" + printable(key) + "\" is no setting: remove it, or see --print-config"
                            + " for those that there are");
                } else if (values.put((String) key, (String) value) != null) {
                    problems.add(file + ": \"" + key + "\" is there twice: remove one");
                }
                return super.put(key, value);
            }
        };
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            lines.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new StartupException(ExitCode.CONFIG, List.of("--config \"" + file + "\" " + reason(file, e)));
        }
        if (!problems.isEmpty()) {
            throw new StartupException(ExitCode.CONFIG, problems);
        }
        return values;
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

    private static String printable(Object key) {
        String text = String.valueOf(key).replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
        return text.length() <= 100 ? text : text.substring(0, 100) + "...";
    }
}
