package org.ar1.integration.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.ar1.integration.upstream.ServerStatistics;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** A million rows of the statistics history. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Parsing {

    static final long ROWS = 1_000_000;

    private static final JsonFactory JACKSON = new JsonFactory();

    /** As the client reads them. */
    @Benchmark
    public ServerStatistics summarize() throws IOException {
        ServerStatistics statistics = HistoryStream.DECODER.decode(new HistoryStream(ROWS));
        if (statistics.rows() != ROWS) {
            throw new IllegalStateException("There were " + statistics.rows() + " rows");
        }
        return statistics;
    }

    /** The limit: Jackson's streaming parser, which is asked for nothing but the tokens. */
    @Benchmark
    public int tokens() throws IOException {
        int rows = 0;
        try (JsonParser parser = JACKSON.createParser(new HistoryStream(ROWS))) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.END_OBJECT) {
                    rows++;
                }
            }
        }
        return rows;
    }
}
