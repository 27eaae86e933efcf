package org.ar1.integration.spring;

import org.ar1.integration.IntegrationClient;
import org.ar1.integration.jaxrs.IntegrationRequests;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The reports in a Spring MVC application, if {@code ar1.integration.web.enabled} is true, and problem details for the
 * library's exceptions. An application with Jersey has the reports there instead.
 */
@AutoConfiguration(after = IntegrationAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({DispatcherServlet.class, RouterFunction.class})
public class IntegrationWebMvcAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    IntegrationExceptionAdvice integrationExceptionAdvice() {
        return new IntegrationExceptionAdvice();
    }

    @Bean
    @Conditional(OnReportsEnabled.class)
    @ConditionalOnMissingBean(type = "org.glassfish.jersey.server.ResourceConfig", name = "integrationReports")
    RouterFunction<ServerResponse> integrationReports(IntegrationClient client, IntegrationProperties properties) {
        return new ReportsRouter(
                IntegrationRequests.over(client), properties.web().path());
    }
}
