/** The six services as embedded samples, quirks and faults included. */
@SuppressWarnings("module") // "ar1" ends with a digit because the product does
module org.ar1.integration.testkit {
    requires com.fasterxml.jackson.core;
    requires static transitive org.jspecify;

    exports org.ar1.integration.testkit;
}
