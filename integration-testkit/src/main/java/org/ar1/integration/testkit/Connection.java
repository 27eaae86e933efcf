package org.ar1.integration.testkit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection: reads requests, and answers or misbehaves as the fault of the moment says. */
final class Connection implements Runnable {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int STREAM_BEFORE_FAULT = 4096;

    private final SampleServer server;
    private final Socket socket;

    Connection(SampleServer server, Socket socket) {
        this.server = server;
        this.socket = socket;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            RequestReader reader = new RequestReader(socket);
            boolean open = true;
            while (open) {
                Request request = reader.next();
                open = request != null && serve(request, reader);
            }
        } catch (IOException gone) {
            // The client went away, sent no HTTP, or a fault cut the answer off: closing is all there is to do.
        } finally {
            server.ended(this);
        }
    }

    /** Closes from another thread, with a RST or in the orderly way. */
    void drop(boolean withReset) {
        try {
            if (withReset) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        } catch (IOException ignored) {
            // It was closed already.
        }
    }

    /** Answers, and says whether the connection stays open. */
    private boolean serve(Request request, RequestReader reader) throws IOException {
        Runnable leave = server.log().enter(request);
        try {
            FaultSwitch.Active active = server.faults().current(request.path());
            while (active != null && active.fault().kind() == Fault.Kind.SILENT) {
                pause(active, null, reader);
                active = server.faults().current(request.path());
            }
            if (active == null) {
                return send(request, server.answer(request), leave, null, reader);
            }
            Fault fault = active.fault();
            switch (fault.kind()) {
                case REFUSED, RESET -> {
                    leave.run();
                    drop(true);
                    return false;
                }
                case LATENCY -> {
                    pause(active, fault.duration(), reader);
                    return send(request, server.answer(request), leave, null, reader);
                }
                case STALLED_BODY, DRIPPING_BODY, CUT_OFF_BODY -> {
                    return send(request, server.answer(request), leave, active, reader);
                }
                default -> {
                    Response wrong = WrongAnswers.of(fault, request, server.dialect(), server::answer);
                    return send(request, wrong, leave, null, reader);
                }
            }
        } finally {
            leave.run();
        }
    }

    private boolean send(
            Request request,
            Response right,
            Runnable leave,
            FaultSwitch.@Nullable Active bodyFault,
            RequestReader reader)
            throws IOException {
        Response response = server.dialect().tagged(right);
        String etag = response.etag();
        if (etag != null && bodyFault == null && matches(request.header("if-none-match"), etag)) {
            response = response.notModified();
        }
        byte[] head = server.dialect().head(response, request.persistent(), server.now());
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 32 * 1024);
        out.write(head);
        byte[] body = response.body();
        if (request.isHead()) {
            leave.run();
        } else if (bodyFault != null) {
            out.flush();
            int before = body == null ? STREAM_BEFORE_FAULT : body.length / 2;
            OutputStream faulty = new FaultyOutput(
                    socket.getOutputStream(),
                    bodyFault.fault(),
                    before,
                    leave,
                    howLong -> pause(bodyFault, howLong, reader));
            body(response, faulty, leave);
        } else {
            body(response, out, leave);
        }
        out.flush();
        return request.persistent();
    }

    private static void body(Response response, OutputStream out, Runnable leave) throws IOException {
        byte[] body = response.body();
        if (body == null) {
            ChunkedOutput chunked = new ChunkedOutput(out);
            Response.Stream stream = Objects.requireNonNull(response.stream());
            stream.writeTo(chunked);
            chunked.finish(leave);
        } else if (body.length == 0) {
            leave.run();
        } else {
            // The client may ask again as soon as it has the last byte: until then, this request is in flight.
            out.write(body, 0, body.length - 1);
            leave.run();
            out.write(body[body.length - 1]);
        }
    }

    private static boolean matches(@Nullable String ifNoneMatch, String etag) {
        if (ifNoneMatch == null) {
            return false;
        }
        for (String candidate : ifNoneMatch.split(",", -1)) {
            if (candidate.strip().equals(etag) || candidate.strip().equals("*")) {
                return true;
            }
        }
        return false;
    }

    /**
     * Waits until the fault is lifted or the time is over; says whether it was lifted.
     *
     * @throws IOException if the client or the campus goes away meanwhile
     */
    private boolean pause(FaultSwitch.Active fault, @Nullable Duration howLong, RequestReader reader)
            throws IOException {
        long start = System.nanoTime();
        while (true) {
            long left = howLong == null ? LOOK_NANOS : howLong.toNanos() - (System.nanoTime() - start);
            if (left <= 0) {
                return false;
            }
            if (awaitLift(fault, Math.min(left, LOOK_NANOS))) {
                if (server.isClosed()) {
                    throw new IOException("The campus is closed");
                }
                return true;
            }
            if (left >= LOOK_NANOS && reader.peerGone()) {
                throw new IOException("The client went away");
            }
        }
    }

    private static boolean awaitLift(FaultSwitch.Active fault, long nanos) throws IOException {
        try {
            return fault.awaitLift(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
