package org.ar1.integration.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lets a body through the way a fault says: half and a pause, half and no more, or in drips. */
final class FaultyOutput extends OutputStream {

    /** Waits for a time, or for as long as the fault is on; says whether it was lifted. */
    @FunctionalInterface
    interface Pause {
        boolean until(@Nullable Duration time) throws IOException;
    }

    private final OutputStream out;
    private final Fault fault;
    private final Runnable leave;
    private final Pause pause;
    private int before;
    private boolean lifted;

    /** @param before how many bytes pass before a stall or a cut */
    FaultyOutput(OutputStream out, Fault fault, int before, Runnable leave, Pause pause) {
        this.out = out;
        this.fault = fault;
        this.before = before;
        this.leave = leave;
        this.pause = pause;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int done = 0;
        while (done < count && !lifted) {
            done += fault.kind() == Fault.Kind.DRIPPING_BODY
                    ? drip(bytes, offset + done)
                    : halfway(bytes, offset + done, count - done);
        }
        out.write(bytes, offset + done, count - done);
    }

    private int drip(byte[] bytes, int offset) throws IOException {
        out.write(bytes, offset, 1);
        lifted = pause.until(fault.duration());
        return 1;
    }

    private int halfway(byte[] bytes, int offset, int count) throws IOException {
        int step = Math.min(count, before);
        out.write(bytes, offset, step);
        before -= step;
        if (step < count) {
            if (fault.kind() == Fault.Kind.CUT_OFF_BODY) {
                leave.run();
                throw new IOException("Cut off");
            }
            lifted = pause.until(null);
        }
        return step;
    }
}
