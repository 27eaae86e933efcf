package org.ar1.integration.benchmarks;

/**
 * A line of the table, ready to be printed.
 *
 * @param spread of the ratio over the rounds
 */
record Row(String what, String ours, String limit, String ratio, String target, String met, String spread) {

    static final Row HEADINGS = new Row("what", "ours", "limit", "ratio", "target", "", "spread");

    String[] cells() {
        return new String[] {what, ours, limit, ratio, target, met, spread};
    }
}
