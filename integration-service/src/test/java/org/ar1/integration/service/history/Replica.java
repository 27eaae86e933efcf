package org.ar1.integration.service.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.ar1.integration.service.EngineFiles;
import org.ar1.integration.service.ServiceProcess;
import org.ar1.integration.service.history.Observations.ReplicaProcess;
import org.jspecify.annotations.Nullable;

/** A replica: the service in a process, or in the next one after that was killed. Thread-safe. */
final class Replica implements AutoCloseable {

    /** A process of the replica that listens. */
    record Running(ReplicaProcess id, ServiceProcess service) {}

    private final int number;
    private final Path home;
    private final Path directory;
    private final CacheLink link;
    private final Map<String, String> environment;
    private int starts;
    private volatile @Nullable Running running;

    /**
     * Not yet started.
     *
     * @param home where the archive was unpacked
     * @param directory for its files
     * @param environment beside that of the shared cache
     */
    Replica(int number, Path home, Path directory, CacheLink link, Map<String, String> environment) {
        this.number = number;
        this.home = home;
        this.directory = directory;
        this.link = link;
        this.environment = Map.copyOf(environment);
    }

    /** Starts a process and waits until it listens. */
    synchronized void start() {
        ReplicaProcess id = new ReplicaProcess(number, ++starts);
        Map<String, String> all = new HashMap<>(environment);
        all.put("SHARED_CACHE", "jcache");
        all.put("SHARED_CACHE_PROVIDER", "redisson");
        try {
            all.put("SHARED_CACHE_CONFIG", file(id, "yaml", EngineFiles.redisson(link.port())));
            // By which the sample services know who asks.
            all.put("UPSTREAM_HEADERS_FILE", file(id, "headers", "* " + WatchedCampus.PROCESS + ": " + id + "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        running = new Running(id, ServiceProcess.start(home, directory.resolve("replica-" + id + ".log"), all));
    }

    private String file(ReplicaProcess id, String ending, String text) throws IOException {
        return Files.writeString(directory.resolve("replica-" + id + "." + ending), text)
                .toString();
    }

    int number() {
        return number;
    }

    CacheLink link() {
        return link;
    }

    /** The process that listens; null while there is none. */
    @Nullable
    Running running() {
        return running;
    }

    /** SIGKILL. */
    synchronized void kill() {
        Running last = running;
        running = null;
        if (last != null) {
            last.service().kill();
        }
    }

    /** SIGTERM. */
    synchronized void stop() throws InterruptedException {
        Running last = running;
        running = null;
        if (last != null) {
            last.service().stop();
        }
    }

    /** SIGSTOP. */
    void suspend() {
        signal("STOP");
    }

    /** SIGCONT. */
    void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        Running now = running;
        if (now == null) {
            return;
        }
        try {
            int status = new ProcessBuilder(
                            "kill", "-" + name, Long.toString(now.service().pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new AssertionError("kill ended with status " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A process that is stopped is killed too. */
    @Override
    public void close() {
        kill();
        link.close();
    }
}
