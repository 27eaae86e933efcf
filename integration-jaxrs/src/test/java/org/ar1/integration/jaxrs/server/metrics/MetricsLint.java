package org.ar1.integration.jaxrs.server.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hawkular.agent.prometheus.types.Histogram;
import org.hawkular.agent.prometheus.types.Metric;
import org.hawkular.agent.prometheus.types.MetricFamily;
import org.hawkular.agent.prometheus.types.MetricType;

/** What {@code promtool check metrics} finds fault with, and what our own rules do. */
public final class MetricsLint {

    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) ([a-z][a-z0-9_]*) (.+)");
    private static final Pattern SAMPLE = Pattern.compile("([a-z][a-z0-9_]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL =
            Pattern.compile("([a-z][a-z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\\\\\"n])*)\"(?:,|$)");
    private static final Pattern OTHER_UNIT = Pattern.compile(
            ".*_(ns|us|ms|nanoseconds|microseconds|milliseconds|minutes|hours|days|kb|mb|kib|mib|kilobytes|megabytes|percent)(_.*)?");
    private static final Pattern TYPE_IN_NAME = Pattern.compile(".*_(gauge|counter|histogram|summary)(_.*)?");
    private static final Set<String> LABELS = Set.of(
            "action",
            "area",
            "cause",
            "error",
            "gc",
            "id",
            "kind",
            "label",
            "lab_type",
            "le",
            "method",
            "outcome",
            "pool",
            "reason",
            "report",
            "resource",
            "runtime",
            "server_id",
            "service",
            "severity",
            "reporting",
            "state",
            "status",
            "uri",
            "vendor",
            "version");
    private static final int LONGEST_VALUE = 256;

    private final List<String> faults = new ArrayList<>();
    private final Map<String, String> help = new HashMap<>();
    private final Map<String, String> types = new HashMap<>();

    private MetricsLint() {}

    /** All faults; empty when there are none. */
    public static List<String> faults(String text) {
        MetricsLint lint = new MetricsLint();
        lint.lines(text);
        lint.families(Scrape.parse(text));
        return lint.faults;
    }

    private void check(boolean good, String fault) {
        if (!good) {
            faults.add(fault);
        }
    }

    private void lines(String text) {
        Set<String> series = new HashSet<>();
        check(text.endsWith("\n"), "no end of the last line");
        text.lines().forEach(line -> {
            Matcher comment = COMMENT.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (comment.matches()) {
                Map<String, String> seen = comment.group(1).equals("HELP") ? help : types;
                check(seen.put(comment.group(2), comment.group(3)) == null, "twice: " + line);
            } else if (sample.matches()) {
                check(series.add(line.substring(0, line.lastIndexOf(' '))), "duplicate: " + line);
                labels(line, sample.group(2) == null ? "" : sample.group(2));
                number(line, sample.group(3));
            } else {
                faults.add("unreadable: " + line);
            }
        });
        check(help.keySet().equals(types.keySet()), "HELP and TYPE are not of the same families");
    }

    private void labels(String line, String labels) {
        Matcher label = LABEL.matcher(labels);
        Set<String> names = new HashSet<>();
        int end = 0;
        while (label.find() && label.start() == end) {
            end = label.end();
            check(names.add(label.group(1)), "label twice: " + line);
            check(LABELS.contains(label.group(1)), "unknown label: " + line);
            check(label.group(2).length() <= LONGEST_VALUE, "long label: " + line);
        }
        check(end == labels.length(), "unreadable labels: " + line);
    }

    private void number(String line, String value) {
        try {
            Double.parseDouble(value.replace("Inf", "Infinity"));
        } catch (NumberFormatException e) {
            faults.add("no number: " + line);
        }
    }

    private void families(Scrape scrape) {
        check(scrape.families().keySet().equals(types.keySet()), "the parser sees other families");
        scrape.families().values().forEach(this::family);
    }

    private void family(MetricFamily family) {
        String name = family.getName();
        boolean counter = family.getType() == MetricType.COUNTER;
        boolean plain = counter || family.getType() == MetricType.GAUGE;
        check(!family.getHelp().isBlank(), "no help: " + name);
        check(!family.getMetrics().isEmpty(), "no series: " + name);
        check(counter == name.endsWith("_total"), "_total is for counters: " + name);
        check(!plain || !name.matches(".*_(count|sum|bucket)"), "suffix of a histogram: " + name);
        check(!OTHER_UNIT.matcher(name).matches(), "not a base unit: " + name);
        check(!TYPE_IN_NAME.matcher(name).matches(), "type in the name: " + name);
        for (Metric metric : family.getMetrics()) {
            if (metric instanceof Histogram histogram) {
                histogram(name, histogram);
            }
        }
    }

    private void histogram(String name, Histogram histogram) {
        long last = 0;
        for (Histogram.Bucket bucket : histogram.getBuckets()) {
            check(bucket.getCumulativeCount() >= last, "buckets that do not add up: " + name);
            last = bucket.getCumulativeCount();
        }
        check(last == histogram.getSampleCount(), "the last bucket is not all: " + name);
    }
}
