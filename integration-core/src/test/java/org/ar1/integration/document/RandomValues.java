package org.ar1.integration.document;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.ar1.integration.insight.Explanation;
import org.ar1.integration.insight.Heading;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.InsightView;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.insight.UsageChange;
import org.ar1.integration.report.LearnerReport.LearnerServer;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.Server;
import org.jspecify.annotations.Nullable;

/** Values of any record that a document has, with extremes in every component; what no document has is null. */
final class RandomValues {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "docker",
            "a\"b\\c",
            "Веб-разработка",
            "データベース入門",
            "Quantum 🧪",
            "👩‍🔬",
            "\u0000\u001f\u007f\u2028",
            "\uffee",
            "\ud83e\uddea",
            "null",
            "0",
            "{}[],:",
            "İstanbul",
            "x".repeat(3000));
    private static final List<Double> REALS = List.of(
            0.0,
            1.0,
            -1.0,
            0.1,
            1.0 / 3,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            1e15 + 0.5,
            0x1p53,
            0x1p53 + 2,
            1e-7,
            123456789.125,
            4.35,
            60.0);
    private static final List<Long> WHOLES =
            List.of(0L, 1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53, 42L, (long) Integer.MAX_VALUE + 1);
    private static final List<Instant> TIMES = List.of(
            Instant.EPOCH,
            Instant.MAX,
            Instant.MIN,
            Instant.parse("2026-05-04T12:00:00.250Z"),
            Instant.parse("0001-01-01T00:00:00.000000001Z"),
            Instant.parse("2026-11-23T10:20:00Z"));
    private static final List<String> ABSENT = List.of("retryAfter", "newestRow", "lastUpdated", "slots");
    private static final ResourceAmounts NOT_STATED = new ResourceAmounts(null, null, null);

    private final Random random;

    RandomValues(long seed) {
        random = new Random(seed);
    }

    <T> T of(Class<T> type) {
        return type.cast(value(type, "", null));
    }

    /** A view of a value of this type. */
    <T> InsightView<T> view(T value) {
        InsightView<?> head = of(InsightView.class);
        return head.map(any -> value);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private Object value(Type type, String name, String key) {
        if (type instanceof ParameterizedType generic) {
            return collection(generic, name);
        }
        Class<?> plain = type instanceof Class<?> known ? known : Object.class;
        if (plain == String.class) {
            return name.equals("labType") && key != null ? key : pick(TEXTS);
        } else if (plain == double.class || plain == Double.class) {
            return random.nextBoolean() ? pick(REALS) : (Double) (random.nextGaussian() * 100);
        } else if (plain == long.class || plain == Long.class) {
            return pick(WHOLES);
        } else if (plain == int.class || plain == Integer.class) {
            return random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(100);
        } else if (plain == boolean.class) {
            return random.nextBoolean();
        } else if (plain == Instant.class) {
            return pick(TIMES);
        } else if (plain == LocalDate.class) {
            return pick(List.of(LocalDate.MIN, LocalDate.MAX, LocalDate.of(2026, 11, 23)));
        } else if (plain == Duration.class) {
            return Duration.ofMillis(random.nextInt(3) * 1000L + random.nextInt(1000) * (long) random.nextInt(1000));
        } else if (plain == ZoneId.class) {
            return pick(List.of(ZoneId.of("UTC"), ZoneId.of("Europe/Berlin"), ZoneId.of("+05:30")));
        } else if (plain == DayOfWeek.class || plain.isEnum()) {
            return pick(Arrays.asList(plain.getEnumConstants()));
        } else if (plain == Subject.class) {
            return pick(List.of(Subject.fleet(), Subject.server(pick(WHOLES)), Subject.lab(pick(TEXTS))));
        } else if (plain == Insight.class) {
            return record(pick(Arrays.asList(Insight.class.getPermittedSubclasses())), key);
        } else if (plain == Object.class) {
            return pick(List.of("text", true, 1L, 0.25, List.of("a", 2L), Map.of("k", 0.5)));
        }
        return record(plain, key);
    }

    private Object collection(ParameterizedType type, String name) {
        Type[] of = type.getActualTypeArguments();
        int size = random.nextInt(4);
        if (type.getRawType() == List.class) {
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                list.add(value(of[0], name, null));
            }
            return list;
        }
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            Object key = value(of[0], "", null);
            map.put(key, name.equals("inputs") && i == 0 ? null : value(of[1], "", String.valueOf(key)));
        }
        return map;
    }

    private Object record(Class<?> type, String key) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            boolean absent = nullable && (random.nextInt(3) == 0 || ABSENT.contains(component.getName()));
            values[i] = absent ? null : value(component.getGenericType(), component.getName(), key);
        }
        return consistent(build(type, values));
    }

    private static Object build(Class<?> type, Object[] values) {
        try {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new AssertionError(type + " refuses " + Arrays.toString(values), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** Values that contradict themselves are in no report. */
    private Object consistent(Object value) {
        if (value instanceof LearnerServer server && server.load() != null) {
            ServerInsight load = server.load();
            return new LearnerServer(
                    server.serverId(),
                    new ServerInsight(
                            Server.nameOf(server.serverId()),
                            NOT_STATED,
                            NOT_STATED,
                            load.utilization(),
                            NOT_STATED,
                            load.bindingResource(),
                            load.state(),
                            load.reporting(),
                            null,
                            null));
        }
        if (value instanceof Explanation explanation && explanation.insight() != null) {
            return new Explanation(explanation.insight(), null, explanation.definition(), explanation.steps());
        }
        if (value instanceof Insight insight) {
            return withKind(insight);
        }
        return value;
    }

    private Object withKind(Insight insight) {
        Heading heading = insight.heading();
        String name = insight.getClass().getSimpleName().replaceAll("(?<=[a-z])([A-Z])", "_$1");
        InsightKind kind = insight instanceof UsageChange
                ? InsightKind.CHANGE
                : InsightKind.valueOf(name.toUpperCase(Locale.ROOT));
        Object[] values = values(insight);
        values[0] = new Heading(
                heading.id(),
                kind,
                heading.severity(),
                heading.subject(),
                heading.resource(),
                heading.claim(),
                heading.figure(),
                heading.reasonCodes(),
                heading.state(),
                heading.caveats(),
                heading.confidence(),
                heading.flips(),
                heading.sources());
        return build(insight.getClass(), values);
    }

    private static Object[] values(Insight value) {
        return Arrays.stream(value.getClass().getRecordComponents())
                .map(component -> {
                    try {
                        return component.getAccessor().invoke(value);
                    } catch (ReflectiveOperationException e) {
                        throw new LinkageError(e.getMessage(), e);
                    }
                })
                .toArray();
    }
}
