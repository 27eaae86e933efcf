package org.ar1.integration.cdi;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import org.ar1.integration.document.ReportModule;

/**
 * Makes the {@code ObjectMapper} of Quarkus write reports as the library does. Only Quarkus finds this class, and only
 * applications with its Jackson load it.
 */
@Singleton
public final class QuarkusReports implements ObjectMapperCustomizer {

    /** Creates a customizer. */
    public QuarkusReports() {}

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new ReportModule());
    }
}
