package org.ar1.integration.benchmarks;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The limit of the server: the JDK's HTTP server alone, which writes recorded answers, on the threads that ours has.
 */
final class BareServer {

    /** What our server sets, unless it is set. */
    static final List<String> OPTIONS = List.of(
            "-Dsun.net.httpserver.nodelay=true",
            "-Dsun.net.httpserver.maxReqTime=10",
            "-Dsun.net.httpserver.maxRspTime=60",
            "-Djdk.httpserver.maxConnections=4000",
            "-Dsun.net.httpserver.maxReqHeaders=200",
            "-Dsun.net.httpserver.maxReqHeaderSize=65536");

    private static final int PLATFORM_THREADS = 224;
    /** The server writes these itself. */
    private static final Set<String> OF_THE_SERVER = Set.of("date", "content-length", "connection");

    private BareServer() {}

    /** Serves the answers of a file, the first at {@code /0}. */
    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads());
        try (DataInputStream in = new DataInputStream(Files.newInputStream(Path.of(arguments[0])))) {
            int count = in.readInt();
            for (int number = 0; number < count; number++) {
                Answer answer = Answer.readFrom(in);
                server.createContext("/" + number + "/", exchange -> write(answer, exchange));
            }
        }
        server.start();
        System.out.println(
                "It listens on http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private static void write(Answer answer, HttpExchange exchange) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        for (String line : answer.headers()) {
            String name = line.substring(0, line.indexOf(':'));
            if (!OF_THE_SERVER.contains(name.toLowerCase(Locale.ROOT))) {
                headers.add(name, line.substring(name.length() + 1).strip());
            }
        }
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
        exchange.close();
    }

    private static ExecutorService threads() {
        try {
            return (ExecutorService) Executors.class
                    .getMethod("newVirtualThreadPerTaskExecutor") // Java 21
                    .invoke(null);
        } catch (ReflectiveOperationException e) {
            return new ThreadPoolExecutor(0, PLATFORM_THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>());
        }
    }
}
