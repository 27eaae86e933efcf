package org.ar1.integration.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The lines so far, as a table that is Markdown and lines up. */
final class Table {

    private final List<String[]> lines = new ArrayList<>();

    Table(String... headings) {
        lines.add(headings);
    }

    void add(String... cells) {
        lines.add(cells);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        line(text, lines.get(0));
        String[] rule = new String[lines.get(0).length];
        Arrays.setAll(rule, column -> "-".repeat(width(column)));
        line(text, rule);
        lines.stream().skip(1).forEach(cells -> line(text, cells));
        return text.toString();
    }

    private void line(StringBuilder text, String[] cells) {
        for (int column = 0; column < cells.length; column++) {
            text.append("| ").append(cells[column]);
            text.append(" ".repeat(width(column) - cells[column].length() + 1));
        }
        text.append('|').append(System.lineSeparator());
    }

    private int width(int column) {
        return lines.stream().mapToInt(cells -> cells[column].length()).max().orElse(0);
    }
}
