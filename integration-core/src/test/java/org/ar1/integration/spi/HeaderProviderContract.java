package org.ar1.integration.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.ar1.integration.source.UpstreamService;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every {@link HeaderProvider} does, as tests: extend it, and give it a provider. JUnit Jupiter (with its parameters)
 * and AssertJ have to be on the class path.
 */
public abstract class HeaderProviderContract {

    /** For the test of an implementation. */
    protected HeaderProviderContract() {}

    /**
     * The provider under test.
     *
     * @return the same one throughout a test
     */
    protected abstract HeaderProvider provider();

    @ParameterizedTest
    @EnumSource(UpstreamService.class)
    void everyServiceHasHeadersThatCanBeSent(UpstreamService service) {
        provider().headers(service).forEach((name, value) -> {
            assertThat(name).matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+").isNotEqualToIgnoringCase("Host");
            assertThat(value).matches("[\\t\\x20-\\x7e]*");
        });
    }

    @ParameterizedTest
    @EnumSource(UpstreamService.class)
    void severalThreadsAskAtOnce(UpstreamService service) {
        List<Map<String, String>> given =
                ContractThreads.each(thread -> provider().headers(service));

        assertThat(given).hasSize(ContractThreads.COUNT).doesNotContainNull();
    }
}
