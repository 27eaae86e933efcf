package org.ar1.integration.benchmarks;

import java.util.function.Consumer;

final class CodeSuite implements Suite {

    @Override
    public void measure(Consumer<Row> table) {}
}
