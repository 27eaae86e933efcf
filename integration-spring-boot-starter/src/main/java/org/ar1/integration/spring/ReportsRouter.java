package org.ar1.integration.spring;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.ar1.integration.jaxrs.IntegrationRequest;
import org.ar1.integration.jaxrs.IntegrationRequests;
import org.ar1.integration.jaxrs.IntegrationResponse;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.pattern.PathPatternParser;

/** The reports in Spring MVC. Paths without a report are left to the application. Thread-safe. */
final class ReportsRouter implements RouterFunction<ServerResponse> {

    private final IntegrationRequests requests;
    private final String mount;

    /**
     * Mounts the reports.
     *
     * @param requests answers
     * @param mount the path of all reports, which begins with a slash and does not end with one
     */
    ReportsRouter(IntegrationRequests requests, String mount) {
        this.requests = requests;
        this.mount = mount;
    }

    @Override
    public Optional<HandlerFunction<ServerResponse>> route(ServerRequest request) {
        String path = request.requestPath().pathWithinApplication().value();
        if (!path.startsWith(mount + "/")) {
            return Optional.empty();
        }
        String below = path.substring(mount.length());
        return IntegrationRequests.template(below).map(template -> {
            // By it, Spring names the request in metrics and traces.
            request.attributes()
                    .put(
                            RouterFunctions.MATCHING_PATTERN_ATTRIBUTE,
                            PathPatternParser.defaultInstance.parse(mount + template));
            return routed -> answer(routed, below);
        });
    }

    private ServerResponse answer(ServerRequest request, String path) {
        IntegrationResponse answer = requests.answer(new IntegrationRequest(
                request.method().name(),
                path,
                request.servletRequest().getQueryString(),
                name -> request.headers().header(name)));
        return ServerResponse.status(answer.status()).build((servletRequest, servletResponse) -> {
            send(answer, servletResponse);
            return null;
        });
    }

    private static void send(IntegrationResponse answer, HttpServletResponse response) throws IOException {
        answer.headers().forEach(response::setHeader);
        response.getOutputStream().write(answer.content());
    }
}
