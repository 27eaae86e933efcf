package org.ar1.integration.jaxrs.server;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.jaxrs.server.auth.ExposurePolicy;
import org.ar1.integration.jaxrs.server.auth.TokensFile;
import org.ar1.integration.jaxrs.server.http.HttpServerSettings;
import org.ar1.integration.jaxrs.server.jersey.JerseyBootstrap;
import org.ar1.integration.jaxrs.server.metrics.ServerMetrics;
import org.ar1.integration.jaxrs.server.tls.TlsFiles;
import org.jspecify.annotations.Nullable;

/**
 * Sets the parts of an {@link IntegrationServer} and starts it. A builder starts one server; its client's builder has the
 * listeners of that one. Not thread-safe.
 */
public final class IntegrationServerBuilder {

    private IntegrationConfig config = IntegrationConfig.builder().build();
    private ServerConfig serverConfig = ServerConfig.builder().build();
    private IntegrationClient.Builder clientBuilder = IntegrationClient.builder();
    private @Nullable IntegrationClient client;
    private boolean warmUp;
    private @Nullable BooleanSupplier sharedCacheReachable;

    IntegrationServerBuilder() {}

    /**
     * Sets the settings of the library, and so of the client that the server makes.
     *
     * @param settings the settings; those of {@link IntegrationConfig#builder()} by default
     * @return this builder
     */
    public IntegrationServerBuilder config(IntegrationConfig settings) {
        this.config = Objects.requireNonNull(settings, "settings");
        return this;
    }

    /**
     * Sets the settings of the server itself.
     *
     * @param settings the settings; those of {@link ServerConfig#builder()} by default
     * @return this builder
     */
    public IntegrationServerBuilder server(ServerConfig settings) {
        this.serverConfig = Objects.requireNonNull(settings, "settings");
        return this;
    }

    /**
     * Sets the parts of the client that the server makes and closes. The server adds the settings and its own
     * listeners, so that health and metrics cover the services.
     *
     * @param parts builds the client; do not use it again; {@link IntegrationClient#builder()} by default
     * @return this builder
     */
    public IntegrationServerBuilder client(IntegrationClient.Builder parts) {
        this.clientBuilder = Objects.requireNonNull(parts, "parts");
        this.client = null;
        return this;
    }

    /**
     * Sets an existing client in place of one that the server makes. The caller closes it. The server does not listen
     * to its events, so metrics do not cover the services; health does.
     *
     * @param existing the client that gives the reports; close it after the server
     * @return this builder
     */
    public IntegrationServerBuilder client(IntegrationClient existing) {
        this.client = Objects.requireNonNull(existing, "existing");
        return this;
    }

    /**
     * Sets whether the client that the server makes begins to fetch what both reports need at once, before the first
     * request. The start does not wait for it.
     *
     * @param atStart whether it does; false by default. It has no effect on an existing client
     * @return this builder
     */
    public IntegrationServerBuilder warmUp(boolean atStart) {
        this.warmUp = atStart;
        return this;
    }

    /**
     * Sets how to tell whether the cache that replicas share can be reached. The health checks then have one named
     * {@code shared-cache}, which is always UP and says so in its data.
     *
     * @param reachable answers at once; safe for use by several threads. Without it, health says nothing of the cache
     * @return this builder
     */
    public IntegrationServerBuilder sharedCacheReachable(BooleanSupplier reachable) {
        this.sharedCacheReachable = Objects.requireNonNull(reachable, "reachable");
        return this;
    }

    /**
     * Starts the server.
     *
     * @return the running server
     * @throws IOException when the server cannot listen on the host and port of the settings: the host is unknown or
     *     not an address of this machine, or the port is taken
     * @throws InvalidConfigException when other machines can reach the address and neither tokens nor
     *     {@link ServerConfig#open} are set, or when the file of the tokens or the keystore cannot be used
     * @throws IllegalStateException when a part of Jersey is not on the class path
     */
    public IntegrationServer start() throws IOException {
        JerseyBootstrap jersey = JerseyBootstrap.start(serverConfig.tokensFile() != null);
        ServerMetrics metrics = ServerMetrics.create();
        IntegrationClient given = client;
        if (given != null) {
            return start(given, null, metrics, jersey);
        }
        IntegrationClient owned;
        try {
            metrics.observe(clientBuilder);
            owned = clientBuilder.config(config).build();
            if (warmUp) {
                owned.warmUpAsync();
            }
        } catch (RuntimeException | Error e) {
            metrics.close();
            jersey.close();
            throw e;
        }
        try {
            return start(owned, owned, metrics, jersey);
        } catch (IOException | RuntimeException | Error e) {
            owned.close();
            throw e;
        }
    }

    private IntegrationServer start(
            IntegrationClient used, @Nullable IntegrationClient owned, ServerMetrics metrics, JerseyBootstrap jersey)
            throws IOException {
        HttpServerSettings.apply(config.reportDeadline());
        HttpServer http = null;
        TokensFile tokens = null;
        TlsFiles tls = null;
        try {
            Path file = serverConfig.tokensFile();
            tokens = file == null ? null : TokensFile.open(file).watched();
            Path keystore = serverConfig.tlsKeystore();
            tls = keystore == null ? null : TlsFiles.open(keystore, serverConfig.tlsKeystorePasswordFile());
            InetSocketAddress address = ListenAddress.resolve(serverConfig.host(), serverConfig.port());
            ExposurePolicy exposure =
                    ExposurePolicy.of(serverConfig.host(), address, tokens != null, serverConfig.open());
            http = ListenAddress.listen(address, serverConfig.host(), tls);
            IntegrationServer server = new IntegrationServer(
                    http, serverConfig, used, owned, sharedCacheReachable, metrics, tokens, tls, jersey);
            exposure.warn();
            return server;
        } catch (IOException | RuntimeException | Error e) {
            metrics.close();
            jersey.close();
            if (tokens != null) {
                tokens.close();
            }
            if (tls != null) {
                tls.close();
            }
            if (http != null) {
                http.stop(0);
            }
            throw e;
        }
    }
}
