package org.ar1.integration.internal.call;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates gzip (RFC 1952). {@link java.util.zip.GZIPInputStream} calls itself for each member of a body, of which
 * there may be any number, and takes a body for ended where the network has no more bytes at the moment.
 */
final class GzipBody extends InputStream {

    private static final int BUFFER_BYTES = 8192;
    private static final int METHOD_DEFLATE = 8;
    private static final int FLAG_HEADER_SUM = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;
    private static final int FLAGS_RESERVED = 0xe0;
    private static final int TIME_SYSTEM_BYTES = 6;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int next;
    private int limit;
    private boolean inMember;
    private boolean ended;

    GzipBody(InputStream body) {
        this.in = body;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            if (!inMember) {
                beginMember();
                continue;
            }
            int count = inflate(target, offset, length);
            if (count > 0) {
                return count;
            }
        }
        return -1;
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        try {
            int count = inflater.inflate(target, offset, length);
            if (count > 0) {
                sum.update(target, offset, count);
            } else if (inflater.finished()) {
                next = limit - inflater.getRemaining();
                endMember();
            } else if (inflater.needsDictionary()) {
                throw malformed();
            } else {
                fill();
                inflater.setInput(buffer, 0, limit);
            }
            return count;
        } catch (DataFormatException e) {
            throw malformed();
        }
    }

    private static MalformedBodyException malformed() {
        return new MalformedBodyException("it is no gzip");
    }

    /** The body ends where a member would begin. */
    private void beginMember() throws IOException {
        int first = nextByte(false);
        if (first < 0) {
            ended = true;
            return;
        }
        int second = nextByte(true);
        int method = nextByte(true);
        int flags = nextByte(true);
        if (first != 0x1f || second != 0x8b || method != METHOD_DEFLATE || (flags & FLAGS_RESERVED) != 0) {
            throw malformed();
        }
        pass(TIME_SYSTEM_BYTES);
        if ((flags & FLAG_EXTRA) != 0) {
            pass(number(2));
        }
        if ((flags & FLAG_NAME) != 0) {
            passText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            passText();
        }
        if ((flags & FLAG_HEADER_SUM) != 0) {
            pass(2);
        }
        inflater.reset();
        inflater.setInput(buffer, next, limit - next);
        sum.reset();
        inMember = true;
    }

    private void endMember() throws IOException {
        if (number(4) != sum.getValue() || number(4) != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw malformed();
        }
        inMember = false;
    }

    private void pass(long bytes) throws IOException {
        for (long i = 0; i < bytes; i++) {
            nextByte(true);
        }
    }

    private void passText() throws IOException {
        int letter = nextByte(true);
        while (letter != 0) {
            letter = nextByte(true);
        }
    }

    /** The lowest byte first. */
    private long number(int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (long) nextByte(true) << (8 * i);
        }
        return number;
    }

    private int nextByte(boolean expected) throws IOException {
        if (next == limit) {
            if (!expected) {
                limit = Math.max(0, in.read(buffer, 0, buffer.length));
                next = 0;
                if (limit == 0) {
                    return -1;
                }
            } else {
                fill();
            }
        }
        return buffer[next++] & 0xff;
    }

    private void fill() throws IOException {
        limit = in.read(buffer, 0, buffer.length);
        next = 0;
        if (limit <= 0) {
            limit = 0;
            throw new EOFException("the body ends within gzip");
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
