package org.ar1.integration.testkit;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The answers of the present moment, written and tagged once each. */
final class Rendered {

    private record Document(Instant time, Response response) {}

    private final Supplier<Moment> moments;
    private final Map<String, Document> documents = new ConcurrentHashMap<>();

    Rendered(Supplier<Moment> moments) {
        this.moments = moments;
    }

    /** @param name of one of a bounded number of documents */
    Response get(String name, Function<Moment, Response> writer) {
        Moment moment = moments.get();
        Document document = documents.get(name);
        if (document == null || !document.time().equals(moment.time())) {
            document = new Document(moment.time(), writer.apply(moment));
            documents.put(name, document);
        }
        return document.response();
    }

    Moment moment() {
        return moments.get();
    }
}
