package org.ar1.integration.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ar1.integration.upstream.ServerResource;

/** The values that are no objects. */
final class Forms {

    private static final double MILLIS = 1000;

    /** Texts. */
    static final Form<String> TEXT = form(JsonGenerator::writeString, Node::text);

    /** Truth values. */
    static final Form<Boolean> TRUTH = form(JsonGenerator::writeBoolean, node -> {
        if (!node.json().isBoolean()) {
            throw node.refused("true or false");
        }
        return node.json().booleanValue();
    });

    /** Whole numbers. */
    static final Form<Long> WHOLE = form(JsonGenerator::writeNumber, node -> {
        JsonNode json = node.json();
        if (!json.isIntegralNumber() || !json.canConvertToLong()) {
            throw node.refused("a whole number");
        }
        return json.longValue();
    });

    /** Whole numbers that fit into 32 bits. */
    static final Form<Integer> COUNT = form(JsonGenerator::writeNumber, node -> {
        JsonNode json = node.json();
        if (!json.isIntegralNumber() || !json.canConvertToInt()) {
            throw node.refused("a whole number of at most 32 bits");
        }
        return json.intValue();
    });

    /** Finite numbers. Whole ones have no fraction, so that 60 and 60.0 of a service are the same bytes. */
    static final Form<Double> REAL = form(AnyJson::writeReal, Forms::real);

    /** Durations in seconds, with milliseconds. */
    static final Form<Duration> SECONDS =
            form(Forms::writeSeconds, node -> Duration.ofMillis(Math.round(real(node) * MILLIS)));

    /** Times, as {@link Instant#toString} writes them. */
    static final Form<Instant> TIME = parsed(Instant::toString, Instant::parse, "a time such as 2026-11-23T10:20:00Z");

    /** Days. */
    static final Form<LocalDate> DATE = parsed(LocalDate::toString, LocalDate::parse, "a day such as 2026-11-23");

    /** Time zones, by their identifiers. */
    static final Form<ZoneId> ZONE = parsed(ZoneId::getId, ZoneId::of, "a time zone");

    /** Days of the week, 1 for Monday. */
    static final Form<DayOfWeek> WEEKDAY = form((out, day) -> out.writeNumber(day.getValue()), node -> {
        int number = node.json().isInt() ? node.json().intValue() : 0;
        if (number < 1 || number > DayOfWeek.values().length) {
            throw node.refused("a day of the week, 1 to 7");
        }
        return DayOfWeek.of(number);
    });

    /** Resources of servers. */
    static final Form<ServerResource> RESOURCE = id(ServerResource.values(), ServerResource::id);

    static final Form<List<String>> TEXTS = Form.list(TEXT);
    static final Form<List<Long>> WHOLES = Form.list(WHOLE);
    static final Form<List<Double>> REALS = Form.list(REAL);

    /** Keys that are texts. */
    static final MemberKey<String> TEXT_KEY = key(Function.identity(), Node::name);

    /** Keys that are numbers of servers. */
    static final MemberKey<Long> NUMBER_KEY = key(String::valueOf, member -> number(member, member.name()));

    /** Keys that are resources of servers. */
    static final MemberKey<ServerResource> RESOURCE_KEY = key(
            ServerResource::id,
            member -> Stream.of(ServerResource.values())
                    .filter(resource -> resource.id().equals(member.name()))
                    .findAny()
                    .orElseThrow(() -> member.refused("that of a resource of a server")));

    private Forms() {}

    /** Writes a value. */
    @FunctionalInterface
    interface Writer<V> {
        void write(JsonGenerator out, V value) throws IOException;
    }

    static <V> Form<V> form(Writer<V> writer, Function<Node, V> reader) {
        return new Form<>() {
            @Override
            public void write(JsonGenerator out, V value) throws IOException {
                writer.write(out, value);
            }

            @Override
            public V read(Node node) {
                return reader.apply(node);
            }
        };
    }

    /** What is written for readers, and follows from the rest. */
    static <V> Form<V> written(Writer<V> writer) {
        return form(writer, node -> {
            throw new IllegalStateException("not to be read");
        });
    }

    /** Constants, by their identifiers. */
    static <E> Form<E> id(E[] constants, Function<E, String> id) {
        Map<String, E> byId = new HashMap<>();
        for (E constant : constants) {
            byId.put(id.apply(constant), constant);
        }
        return form((out, constant) -> out.writeString(id.apply(constant)), node -> {
            E constant = node.json().isTextual() ? byId.get(node.text()) : null;
            if (constant == null) {
                throw node.refused("one of " + Stream.of(constants).map(id).collect(Collectors.joining(", ")));
            }
            return constant;
        });
    }

    private static <V> Form<V> parsed(Function<V, String> writer, Function<String, V> parser, String expected) {
        return form((out, value) -> out.writeString(writer.apply(value)), node -> {
            try {
                return parser.apply(node.text());
            } catch (DateTimeException e) {
                throw node.refused(expected);
            }
        });
    }

    private static <K> MemberKey<K> key(Function<K, String> text, Function<Node, K> reader) {
        return new MemberKey<>() {
            @Override
            public String text(K key) {
                return text.apply(key);
            }

            @Override
            public K read(Node member) {
                return reader.apply(member);
            }
        };
    }

    /** The number of a server that a text is. */
    static long number(Node node, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw node.refused("that of a server, by its number");
        }
    }

    private static void writeSeconds(JsonGenerator out, Duration duration) throws IOException {
        if (duration.toMillisPart() == 0) {
            out.writeNumber(duration.toSeconds());
        } else {
            out.writeNumber(BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros());
        }
    }

    private static double real(Node node) {
        double real = node.json().isNumber() ? node.json().doubleValue() : Double.NaN;
        if (!Double.isFinite(real)) {
            throw node.refused("a finite number");
        }
        return real;
    }
}
