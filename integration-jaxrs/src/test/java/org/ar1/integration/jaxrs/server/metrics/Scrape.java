package org.ar1.integration.jaxrs.server.metrics;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ar1.integration.jaxrs.Http;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.hawkular.agent.prometheus.text.TextPrometheusMetricDataParser;
import org.hawkular.agent.prometheus.types.Counter;
import org.hawkular.agent.prometheus.types.Gauge;
import org.hawkular.agent.prometheus.types.Metric;
import org.hawkular.agent.prometheus.types.MetricFamily;

/** What a server answers at {@code /metrics}, read by a parser that is not ours. */
public record Scrape(String text, Map<String, MetricFamily> families) {

    public static Scrape of(IntegrationServer server) {
        HttpResponse<String> answer = Http.get(server, "/metrics");
        if (answer.statusCode() != 200) {
            throw new AssertionError("status " + answer.statusCode());
        }
        return parse(answer.body());
    }

    public static Scrape parse(String text) {
        Map<String, MetricFamily> families = new TreeMap<>();
        try {
            TextPrometheusMetricDataParser parser =
                    new TextPrometheusMetricDataParser(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            for (MetricFamily family = parser.parse(); family != null; family = parser.parse()) {
                if (families.put(family.getName(), family) != null) {
                    throw new AssertionError("twice: " + family.getName());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Scrape(text, families);
    }

    /** The lines that are not comments. */
    public List<String> samples() {
        return text.lines().filter(line -> !line.startsWith("#")).toList();
    }

    public int series() {
        return samples().size();
    }

    /** The names of the samples, such as those with {@code _bucket}. */
    public Set<String> names() {
        return samples().stream().map(line -> line.split("[{ ]", 2)[0]).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The value of a counter or gauge with these labels, and maybe others; NaN when there is none. */
    public double value(String family, String... labels) {
        List<Double> found = new ArrayList<>();
        MetricFamily metrics = families.get(family);
        for (Metric metric : metrics == null ? List.<Metric>of() : metrics.getMetrics()) {
            boolean matches = true;
            for (int i = 0; i < labels.length; i += 2) {
                matches &= labels[i + 1].equals(metric.getLabels().get(labels[i]));
            }
            if (matches) {
                found.add(metric instanceof Counter counter ? counter.getValue() : ((Gauge) metric).getValue());
            }
        }
        if (found.size() > 1) {
            throw new AssertionError(family + " is not unique: " + found);
        }
        return found.isEmpty() ? Double.NaN : found.get(0);
    }

    /** The values that a label of a family has. */
    public Set<String> values(String family, String label) {
        MetricFamily metrics = families.get(family);
        return metrics == null
                ? Set.of()
                : metrics.getMetrics().stream()
                        .map(metric -> metric.getLabels().get(label))
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
