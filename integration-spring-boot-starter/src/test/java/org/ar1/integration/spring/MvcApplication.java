package org.ar1.integration.spring;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.ar1.integration.InsightRequest;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.ReportRequest;
import org.ar1.integration.report.LabUtilizationReport;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** An application with controllers of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class MvcApplication {

    private final IntegrationClient client;

    MvcApplication(IntegrationClient client) {
        this.client = client;
    }

    @GetMapping("/own/{labType}")
    LabUtilizationReport report(@PathVariable("labType") String labType) {
        return client.labUtilization().report(labType);
    }

    @GetMapping("/own-later/{labType}")
    CompletionStage<LabUtilizationReport> later(@PathVariable("labType") String labType) {
        return client.labUtilization().reportAsync(ReportRequest.of(labType));
    }

    @GetMapping("/own-map/{labType}")
    Map<String, Object> inside(@PathVariable("labType") String labType) {
        return Map.of("reports", List.of(client.labUtilization().report(labType)));
    }

    @GetMapping("/own-servers/{server}")
    Object server(@PathVariable("server") long server) {
        return client.insights().profile(server, InsightRequest.standard());
    }

    @GetMapping("/integration/own")
    String own() {
        return "own";
    }
}
