package org.ar1.integration.benchmarks;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An answer as it came.
 *
 * @param headers as lines
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(int status, List<String> headers, byte[] body) {

    /** The value of a header; an empty string if there is none. */
    String header(String name) {
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeInt(status);
        out.writeInt(headers.size());
        for (String header : headers) {
            out.writeUTF(header);
        }
        out.writeInt(body.length);
        out.write(body);
    }

    static Answer readFrom(DataInputStream in) throws IOException {
        int status = in.readInt();
        List<String> headers = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            headers.add(in.readUTF());
        }
        return new Answer(status, headers, in.readNBytes(in.readInt()));
    }
}
