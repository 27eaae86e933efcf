package org.ar1.integration.spi;

import java.util.Map;

class HeaderProviderTest extends HeaderProviderContract {

    @Override
    protected HeaderProvider provider() {
        return service -> Map.of("Authorization", "Bearer of-" + service.id());
    }
}
