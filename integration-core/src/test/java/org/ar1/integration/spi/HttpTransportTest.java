package org.ar1.integration.spi;

import org.ar1.integration.internal.call.JdkTransport;

import java.net.http.HttpClient;

class HttpTransportTest extends HttpTransportContract {

    private final HttpTransport transport = new JdkTransport(HttpClient.newHttpClient());

    @Override
    protected HttpTransport transport() {
        return transport;
    }
}
