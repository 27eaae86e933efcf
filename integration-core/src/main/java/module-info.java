/** Joins what the labs are used for with the servers they run on. */
@SuppressWarnings("module") // "ar1" ends with a digit because the product does
module org.ar1.integration.core {
    requires static transitive org.jspecify;

    exports org.ar1.integration.config;
    exports org.ar1.integration.source;
    exports org.ar1.integration.spi;
    exports org.ar1.integration.upstream;
}
