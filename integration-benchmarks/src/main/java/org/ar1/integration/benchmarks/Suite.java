package org.ar1.integration.benchmarks;

import java.util.function.Consumer;

/** Measures some lines of the table. */
@FunctionalInterface
interface Suite {

    void measure(Consumer<Row> table) throws Exception;
}
