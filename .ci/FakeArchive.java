import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Serves the files of a folder over loopback on a free port, in the place of the Apache archive.
 *
 * <p>Arguments: the folder; a file to write the port to; a file to which each requested path is appended.
 */
class FakeArchive {
    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        var portFile = Path.of(arguments[1]);
        var requests = Path.of(arguments[2]);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                var path = exchange.getRequestURI().getPath();
                Files.writeString(requests, path + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                var file = folder.resolve(path.substring(1));
                if (Files.isRegularFile(file)) {
                    exchange.sendResponseHeaders(200, Files.size(file));
                    Files.copy(file, exchange.getResponseBody());
                } else {
                    exchange.sendResponseHeaders(404, -1);
                }
            }
        });
        server.start();
        var written = Files.writeString(Path.of(portFile + ".new"), server.getAddress().getPort() + "\n");
        Files.move(written, portFile, StandardCopyOption.ATOMIC_MOVE);
    }
}
