package org.ar1.integration.spi;

import java.util.Map;
import org.ar1.integration.source.UpstreamService;

/**
 * Gives the headers of requests to services behind a login whose credentials change, such as tokens that expire. For
 * credentials that stay the same, use {@code IntegrationConfigBuilder.header}. Implementations are called by several
 * threads at once.
 */
@FunctionalInterface
public interface HeaderProvider {

    /**
     * The headers of the next request to a service, called before each attempt. It must not block: renew credentials on
     * a thread of its own. If it throws, or gives a header that a request cannot have, the attempt fails with the code
     * {@code internal}.
     *
     * @param service the service
     * @return values by name, each of printable ASCII; they replace those of the settings with the same name. The values
     *     are shown nowhere
     */
    Map<String, String> headers(UpstreamService service);
}
