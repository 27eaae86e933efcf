package org.ar1.integration.service;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What an operator takes for an engine: its jars, and the files of docs/operations/replicas with the addresses changed. */
public final class EngineFiles {

    private static final Path DOCS = Path.of("..", "docs", "operations", "replicas");

    /** The names of the jars of Redisson, on the class path with the profiles that need it. */
    public static final String REDISSON =
            "redisson|netty|rxjava|reactive-streams|reactor|kryo|reflectasm|minlog|objenesis"
                    + "|snakeyaml|byte-buddy|jodd";

    private EngineFiles() {}

    /** The jars on the class path of the tests whose names begin so; where there are none, the test is left out. */
    public static List<Path> jars(String engine, String names) {
        Pattern pattern = Pattern.compile("(" + names + ")[-.0-9].*\\.jar");
        List<Path> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(path -> pattern.matcher(path.getFileName().toString()).matches())
                .toList();
        Assumptions.assumeFalse(jars.isEmpty(), engine + " is on the class path only with -Preplicas");
        return jars;
    }

    /** Ports that are free now, on which members can listen. */
    public static List<Integer> freePorts(int number) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < number; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    static String hazelcast(int port, List<Integer> all) throws IOException {
        return changed(
                "hazelcast.xml",
                List.of(
                        List.of(">5701<", ">" + port + "<"),
                        List.of("10.0.0.*", "127.0.0.1"),
                        List.of("10.0.0.11:5701, 10.0.0.12:5701", hosts(all, "127.0.0.1:%d"))));
    }

    static String infinispan(int port, List<Integer> all) throws IOException {
        return changed(
                "infinispan.xml",
                List.of(
                        List.of("bind_port=\"7800\"", "bind_port=\"" + port + "\""),
                        List.of("match-address:10.0.0.*", "127.0.0.1"),
                        List.of("10.0.0.11[7800],10.0.0.12[7800]", hosts(all, "127.0.0.1[%d]"))));
    }

    public static String redisson(int port) throws IOException {
        return changed("redisson.yaml", List.of(List.of("10.0.0.20:6379", "127.0.0.1:" + port)));
    }

    private static String hosts(List<Integer> ports, String format) {
        return ports.stream().map(format::formatted).collect(Collectors.joining(","));
    }

    private static String changed(String file, List<List<String>> changes) throws IOException {
        String text = Files.readString(DOCS.resolve(file));
        for (List<String> change : changes) {
            if (!text.contains(change.get(0))) {
                throw new AssertionError(file + " has no " + change.get(0));
            }
            text = text.replace(change.get(0), change.get(1));
        }
        return text;
    }
}
