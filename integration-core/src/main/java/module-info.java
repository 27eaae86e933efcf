/** Joins what the labs are used for with the servers they run on. */
@SuppressWarnings("module") // "ar1" ends with a digit because the product does
module org.ar1.integration.core {
    requires com.fasterxml.jackson.databind;
    requires com.github.benmanes.caffeine;
    requires io.github.resilience4j.circuitbreaker;
    requires io.github.resilience4j.core;
    requires io.github.resilience4j.retry;
    requires transitive java.net.http;
    requires org.apache.commons.numbers.gamma;
    requires org.slf4j;
    requires static micrometer.core;
    requires static transitive org.jspecify;

    exports org.ar1.integration;
    exports org.ar1.integration.campus;
    exports org.ar1.integration.config;
    exports org.ar1.integration.document;
    exports org.ar1.integration.event;
    exports org.ar1.integration.health;
    exports org.ar1.integration.insight;
    exports org.ar1.integration.micrometer;
    exports org.ar1.integration.report;
    exports org.ar1.integration.source;
    exports org.ar1.integration.spi;
    exports org.ar1.integration.upstream;

    // Used by the server, the program, the beans and the starter for their own settings and messages.
    exports org.ar1.integration.internal.file to
            org.ar1.integration.jaxrs;
    exports org.ar1.integration.internal.header to
            org.ar1.integration.service;
    exports org.ar1.integration.internal.setting to
            org.ar1.integration.cdi,
            org.ar1.integration.jaxrs,
            org.ar1.integration.service,
            org.ar1.integration.spring;
    exports org.ar1.integration.internal.text to
            org.ar1.integration.jaxrs,
            org.ar1.integration.service;

    provides com.fasterxml.jackson.databind.Module with
            org.ar1.integration.document.ReportModule;
}
