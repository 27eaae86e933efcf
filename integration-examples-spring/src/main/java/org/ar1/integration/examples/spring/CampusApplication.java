package org.ar1.integration.examples.spring;

import org.ar1.integration.IntegrationClient;
import org.ar1.integration.report.LabUtilizationReport;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers all reports below {@code /integration}, as {@code application.properties} says, and one report from a
 * controller of its own.
 */
@SpringBootApplication
@RestController
public class CampusApplication {

    private final IntegrationClient client;

    CampusApplication(IntegrationClient client) {
        this.client = client;
    }

    /** Starts the application. */
    public static void main(String[] arguments) {
        SpringApplication.run(CampusApplication.class, arguments);
    }

    @GetMapping("/labs/{labType}")
    LabUtilizationReport labType(@PathVariable("labType") String labType) {
        return client.labUtilization().report(labType);
    }
}
