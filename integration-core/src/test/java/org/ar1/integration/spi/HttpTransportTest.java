package org.ar1.integration.spi;

import java.net.http.HttpClient;
import org.ar1.integration.internal.call.JdkTransport;

class HttpTransportTest extends HttpTransportContract {

    private final HttpTransport transport = new JdkTransport(HttpClient.newHttpClient());

    @Override
    protected HttpTransport transport() {
        return transport;
    }
}
