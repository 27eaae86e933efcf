package org.ar1.integration.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ar1.integration.internal.text.Printable;
import org.jspecify.annotations.Nullable;

/** A value in a document that is read, and where it is. Immutable. */
final class Node {

    private static final int LONGEST_SHOWN = 60;

    private final JsonNode json;
    private final @Nullable Node parent;
    private final String name;

    private Node(JsonNode json, @Nullable Node parent, String name) {
        this.json = json;
        this.parent = parent;
        this.name = name;
    }

    static Node root(JsonNode json) {
        return new Node(json, null, "");
    }

    JsonNode json() {
        return json;
    }

    /** The name in the object, or the index in the array, that it is part of. */
    String name() {
        return name;
    }

    /** Whether there is a value other than null. */
    boolean isThere() {
        return !json.isMissingNode() && !json.isNull();
    }

    /** A member of an object; one that is missing can be asked whether it is there. */
    Node member(String member) {
        return new Node(json.path(member), this, member);
    }

    List<Node> members() {
        if (!json.isObject()) {
            throw refused("an object");
        }
        List<Node> members = new ArrayList<>(json.size());
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            members.add(new Node(member.getValue(), this, member.getKey()));
        }
        return members;
    }

    List<Node> elements() {
        if (!json.isArray()) {
            throw refused("an array");
        }
        List<Node> elements = new ArrayList<>(json.size());
        for (JsonNode element : json) {
            elements.add(new Node(element, this, Integer.toString(elements.size())));
        }
        return elements;
    }

    String text() {
        if (!json.isTextual()) {
            throw refused("a text");
        }
        return json.textValue();
    }

    /** The exception that says what must be here. */
    InvalidDocumentException refused(String expected) {
        return new InvalidDocumentException(path(), shown(), expected);
    }

    /** The exception of members that are right one by one and not together. */
    InvalidDocumentException contradictory(IllegalArgumentException cause) {
        String reason =
                Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
        InvalidDocumentException refused = refused("one whose members agree: " + Printable.value(reason));
        refused.initCause(cause);
        return refused;
    }

    private String path() {
        if (parent == null) {
            return "the document";
        }
        return Printable.value(parent.parent == null ? name : parent.path() + "." + name);
    }

    private String shown() {
        if (json.isMissingNode()) {
            return "missing";
        }
        if (json.isContainerNode()) {
            return json.isArray() ? "an array" : "an object";
        }
        String value = json.asText();
        String shortened = value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "...";
        return json.isTextual() ? "\"" + Printable.value(shortened) + "\"" : shortened;
    }
}
