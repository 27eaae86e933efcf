package org.ar1.integration.benchmarks;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers that the service gave, each path plain, as 304 and compressed, for the JDK's server alone to give again. */
final class Recording {

    private static final String KNOWN = "If-None-Match: ";

    private final List<Recorded> all;

    /** A request, and its answer when it was asked for once. */
    record Recorded(String what, String path, List<String> headers, Answer answer) {

        /**
         * The headers to ask a service with. A report gets a new tag whenever a source was asked again, so the tag that
         * is known has to be the newest.
         */
        List<String> headers(String server) throws IOException {
            if (answer.status() != 304) {
                return headers;
            }
            ask(server, path, List.of(), 200);
            return List.of(KNOWN + ask(server, path, List.of(), 200).header("ETag"));
        }

        @Override
        public String toString() {
            return what + " (" + answer.body().length + " bytes)";
        }
    }

    private Recording(List<Recorded> all) {
        this.all = all;
    }

    /** Asks a service for each path until its cache is warm. */
    static Recording of(String server, List<String> paths) throws IOException {
        List<Recorded> all = new ArrayList<>();
        for (String path : paths) {
            ask(server, path, List.of(), 200);
            Answer warm = ask(server, path, List.of(), 200);
            all.add(new Recorded("GET " + path, path, List.of(), warm));
            List<String> known = List.of(KNOWN + warm.header("ETag"));
            all.add(new Recorded("the same, 304", path, known, ask(server, path, known, 304)));
            List<String> gzip = List.of("Accept-Encoding: gzip");
            all.add(new Recorded("the same, gzip", path, gzip, ask(server, path, gzip, 200)));
        }
        return new Recording(all);
    }

    List<Recorded> all() {
        return all;
    }

    /** Starts the JDK's server alone, which gives the answer of each number below a path of that number. */
    Child bareServer(List<String> javaOptions) throws IOException {
        Path file = Run.directory().resolve("answers");
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            out.writeInt(all.size());
            for (Recorded one : all) {
                one.answer().writeTo(out);
            }
        }
        List<String> options = new ArrayList<>(javaOptions);
        options.addAll(BareServer.OPTIONS);
        return Child.java("bare-server", Map.of(), options, Child.program(BareServer.class, file.toString()));
    }

    /** Where the JDK's server alone gives an answer. */
    static URI limit(String bareServer, int number) {
        return URI.create(bareServer + "/" + number + "/");
    }

    private static Answer ask(String server, String path, List<String> headers, int status) throws IOException {
        Answer answer = Connection.once(URI.create(server + path), headers);
        if (answer.status() != status) {
            throw new IOException(path + " answered " + answer.status() + " instead of " + status);
        }
        return answer;
    }
}
