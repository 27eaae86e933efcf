package org.ar1.integration.document;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The members of one object, named once for both directions. When a value is written, each method writes a member and
 * returns the value's own; when a document is read, it returns what the member holds. A {@link Shape} calls the
 * methods in the order of the document and makes a value of the results; a value that is written is thereby made a
 * second time, which costs little beside its JSON. Unknown members are ignored. Not thread-safe.
 *
 * @param <T> the type of the value
 */
abstract class Fields<T> {

    static <T> Fields<T> writing(JsonGenerator out, T value) {
        return new Writing<>(out, value);
    }

    /** The value of an object. */
    static <T> T read(Node node, Shape<T> shape) {
        if (!node.json().isObject()) {
            throw node.refused("an object");
        }
        try {
            return shape.of(new Reading<>(node));
        } catch (InvalidDocumentException e) {
            throw e;
        } catch (IllegalArgumentException e) { // what the record refuses
            throw node.contradictory(e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    /** The value that is written; null when a document is read. */
    abstract @Nullable T written();

    /** Whether the document that is read has this member, other than null; false when a value is written. */
    abstract boolean has(String name);

    /** A member that is always there. */
    abstract <V> V get(String name, Function<? super T, ? extends V> of, Form<V> form) throws IOException;

    /** A member that may be null, or missing in a document that is read. */
    abstract <V> @Nullable V find(String name, Function<? super T, ? extends V> of, Form<V> form) throws IOException;

    /** A member that is not written when it is null. */
    abstract <V> @Nullable V ifAny(String name, Function<? super T, ? extends V> of, Form<V> form) throws IOException;

    /** A member that follows from the value: written for readers, and ignored when the document is read. */
    abstract <V> void derived(String name, Function<? super T, ? extends V> of, Form<V> form) throws IOException;

    /** An object of members of the same value. */
    abstract <R> R group(String name, Group<T, R> members) throws IOException;

    /** The same members of a part of the value. */
    abstract <P> Fields<P> of(Function<? super T, ? extends P> part);

    /**
     * Names the members of a group.
     *
     * @param <T> the type of the value
     * @param <R> what is made of the members
     */
    @FunctionalInterface
    interface Group<T, R> {
        R of(Fields<T> fields) throws IOException;
    }

    private static final class Writing<T> extends Fields<T> {
        private final JsonGenerator out;
        private final T value;

        Writing(JsonGenerator out, T value) {
            this.out = out;
            this.value = value;
        }

        @Override
        T written() {
            return value;
        }

        @Override
        boolean has(String name) {
            return false;
        }

        @Override
        <V> V get(String name, Function<? super T, ? extends V> of, Form<V> form) throws IOException {
            V member = of.apply(value);
            out.writeFieldName(name);
            form.write(out, member);
            return member;
        }

        @Override
        <V> @Nullable V find(String name, Function<? super T, ? extends V> of, Form<V> form) throws IOException {
            V member = of.apply(value);
            out.writeFieldName(name);
            if (member == null) {
                out.writeNull();
            } else {
                form.write(out, member);
            }
            return member;
        }

        @Override
        <V> @Nullable V ifAny(String name, Function<? super T, ? extends V> of, Form<V> form) throws IOException {
            return of.apply(value) == null ? null : get(name, of, form);
        }

        @Override
        <V> void derived(String name, Function<? super T, ? extends V> of, Form<V> form) throws IOException {
            find(name, of, form);
        }

        @Override
        <R> R group(String name, Group<T, R> members) throws IOException {
            out.writeObjectFieldStart(name);
            R result = members.of(this);
            out.writeEndObject();
            return result;
        }

        @Override
        <P> Fields<P> of(Function<? super T, ? extends P> part) {
            return new Writing<>(out, part.apply(value));
        }
    }

    private static final class Reading<T> extends Fields<T> {
        private final Node node;

        Reading(Node node) {
            this.node = node;
        }

        @Override
        @Nullable
        T written() {
            return null;
        }

        @Override
        boolean has(String name) {
            return node.member(name).isThere();
        }

        @Override
        <V> V get(String name, Function<? super T, ? extends V> of, Form<V> form) {
            return form.read(node.member(name));
        }

        @Override
        <V> @Nullable V find(String name, Function<? super T, ? extends V> of, Form<V> form) {
            Node member = node.member(name);
            return member.isThere() ? form.read(member) : null;
        }

        @Override
        <V> @Nullable V ifAny(String name, Function<? super T, ? extends V> of, Form<V> form) {
            return find(name, of, form);
        }

        @Override
        <V> void derived(String name, Function<? super T, ? extends V> of, Form<V> form) {
            // follows from the rest
        }

        @Override
        <R> R group(String name, Group<T, R> members) throws IOException {
            Node member = node.member(name);
            if (!member.json().isObject()) {
                throw member.refused("an object");
            }
            return members.of(new Reading<>(member));
        }

        @Override
        <P> Fields<P> of(Function<? super T, ? extends P> part) {
            return new Reading<>(node);
        }
    }
}
