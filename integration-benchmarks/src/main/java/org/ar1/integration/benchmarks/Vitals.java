package org.ar1.integration.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Linux and the JDK say of a running Java process. */
final class Vitals {

    private static final Pattern EDEN =
            Pattern.compile("eden space (\\d+)K, +\\d+% used \\[0x([0-9a-f]+),\\s?0x([0-9a-f]+)");
    private static final Pattern HEAP = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private final long pid;

    Vitals(long pid) {
        this.pid = pid;
    }

    double residentMebibytes() throws IOException {
        return status("VmRSS:") / 1024.0;
    }

    long threads() throws IOException {
        return status("Threads:");
    }

    long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return open.count();
        }
    }

    /** What a full collection, which this starts, leaves; counted before anything more is allocated. */
    double liveHeapMebibytes() throws IOException, InterruptedException {
        String histogram = jcmd("GC.class_histogram");
        Matcher total = HEAP.matcher(histogram);
        if (!total.find()) {
            throw new IOException("jcmd says: " + histogram);
        }
        return Long.parseLong(total.group(1)) / (1024.0 * 1024);
    }

    /** What was allocated since the last collection, with the serial collector. */
    long edenBytes() throws IOException, InterruptedException {
        String heap = jcmd("GC.heap_info");
        Matcher eden = EDEN.matcher(heap);
        if (!eden.find()) {
            throw new IOException("jcmd says: " + heap);
        }
        return Long.parseUnsignedLong(eden.group(3), 16) - Long.parseUnsignedLong(eden.group(2), 16);
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(List.of(jcmd, Long.toString(pid), command))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd says: " + output);
        }
        return output;
    }

    private long status(String name) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("The system does not say " + name + " of a process");
    }
}
