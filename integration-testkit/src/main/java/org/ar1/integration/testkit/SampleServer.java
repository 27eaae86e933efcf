package org.ar1.integration.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP/1.1 server of one service, on plain sockets and a daemon thread a connection.
 *
 * <p>A sample service has to misbehave byte by byte: refuse, reset, cut off, drip, say nothing. No ready server offers
 * that, and what remains of HTTP/1.1 for GET and HEAD is small.
 */
final class SampleServer implements AutoCloseable {

    private static final long JOIN_MILLIS = 5000;

    private final SampleService service;
    private final Function<Request, Response> handler;
    private final @Nullable Worker worker;
    private final InstantSource clock;
    private final HeldPort port;
    private final RequestLog log;
    private final FaultSwitch faults = new FaultSwitch();
    private final Map<String, Response> answers = new ConcurrentHashMap<>();
    private final Map<String, Function<Request, Response>> computed = new ConcurrentHashMap<>();
    private final Map<Connection, Thread> connections = new ConcurrentHashMap<>();

    private @Nullable ServerSocket listener;
    private @Nullable Thread acceptor;
    private volatile boolean closed;

    /** @param worker what answers one request at a time, or null if all are answered at once */
    SampleServer(
            SampleService service,
            int port,
            Function<Request, Response> handler,
            @Nullable Worker worker,
            InstantSource clock)
            throws IOException {
        this.service = service;
        this.handler = handler;
        this.worker = worker;
        this.clock = clock;
        this.port = new HeldPort(port);
        this.log = new RequestLog(service);
    }

    synchronized void start() throws IOException {
        if (listener != null || closed) {
            return;
        }
        ServerSocket socket = port.listen();
        listener = socket;
        acceptor = thread("accept", () -> accept(socket));
        acceptor.start();
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Connection connection = new Connection(this, socket.accept());
                Thread thread = thread("connection", connection);
                connections.put(connection, thread);
                thread.start();
            } catch (IOException notAccepted) {
                // Either the client gave up first, or the listener is closed and the loop ends.
            }
        }
    }

    private Thread thread(String role, Runnable task) {
        Thread thread = new Thread(task, "sample-campus-" + service.id() + '-' + role);
        thread.setDaemon(true);
        return thread;
    }

    /** Ends the listener, and is certain about it. */
    private void stopListening() throws IOException {
        if (listener != null) {
            listener.close();
            listener = null;
        }
        if (acceptor != null) {
            join(acceptor);
            acceptor = null;
        }
    }

    void fault(String prefix, Fault fault) {
        try {
            switchOn(prefix, fault);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void switchOn(String prefix, Fault fault) throws IOException {
        boolean whole = prefix.isEmpty();
        if (!whole && fault.kind() == Fault.Kind.REFUSED) {
            throw new IllegalArgumentException("refused() holds for a whole service, not for a path");
        }
        faults.on(prefix, fault);
        if (whole && fault.kind() == Fault.Kind.REFUSED) {
            stopListening();
            port.hold();
            connections.keySet().forEach(connection -> connection.drop(false));
        } else if (whole) {
            start();
            if (fault.kind() == Fault.Kind.RESET) {
                connections.keySet().forEach(connection -> connection.drop(true));
            }
        }
    }

    synchronized void heal() {
        faults.allOff();
        try {
            start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Response answer(Request request) {
        return worker == null ? answerNow(request) : worker.work(request.path(), () -> answerNow(request));
    }

    private Response answerNow(Request request) {
        Response answer = forPath(answers, request);
        if (answer != null) {
            return answer;
        }
        Function<Request, Response> function = forPath(computed, request);
        return (function == null ? handler : function).apply(request);
    }

    private static <V> @Nullable V forPath(Map<String, V> byPath, Request request) {
        V value = byPath.get(request.target());
        if (value == null) {
            value = byPath.get(request.rawPath());
        }
        return value == null ? byPath.get(request.path()) : value;
    }

    void answer(String path, Response response) {
        answers.put(path, response);
    }

    void answer(String path, Function<RecordedRequest, String> body) {
        computed.put(
                path,
                request ->
                        Response.of(200, service.dialect().json(), body.apply(RecordedRequest.of(service, request))));
    }

    void clearAnswers() {
        answers.clear();
        computed.clear();
    }

    /**
     * Whether a service that asks this one for a path gets a usable answer, which takes its turn like any other.
     *
     * @param prefix of the paths whose faults and answers count
     */
    boolean answersSibling(String prefix) {
        FaultSwitch.Active active = faults.current(prefix);
        if (active != null && active.fault().failsCallers()) {
            return false;
        }
        Response answer = answers.get(prefix);
        boolean usable = answer == null || answer.status() < 400;
        return worker == null ? usable : worker.work(prefix, () -> usable);
    }

    int port() {
        return port.port();
    }

    RequestLog log() {
        return log;
    }

    FaultSwitch faults() {
        return faults;
    }

    Dialect dialect() {
        return service.dialect();
    }

    Instant now() {
        return clock.instant();
    }

    boolean isClosed() {
        return closed;
    }

    void ended(Connection connection) {
        connections.remove(connection);
    }

    @Override
    public void close() throws IOException {
        List<Thread> ending;
        synchronized (this) {
            closed = true;
            stopListening();
            port.close();
            ending = new ArrayList<>(connections.values());
            connections.keySet().forEach(connection -> connection.drop(false));
            faults.allOff();
            if (worker != null) {
                worker.close();
            }
        }
        ending.forEach(SampleServer::join);
    }

    private static void join(Thread thread) {
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
