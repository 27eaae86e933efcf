package org.ar1.integration.benchmarks.peer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a team would write instead of this project: Spring Boot, {@code RestClient} and a cache of Caffeine, with the
 * fields of the reports that it can have without retries, fallbacks, statistics of agreement or the origin of each
 * figure.
 */
@SpringBootApplication
@RestController
public class PeerApplication {

    private final Reports reports;

    PeerApplication(Reports reports) {
        this.reports = reports;
    }

    /** Listens on the port that the settings of Spring Boot name. */
    public static void main(String[] arguments) {
        SpringApplication.run(PeerApplication.class, arguments);
    }

    @EventListener
    void started(WebServerInitializedEvent event) {
        System.out.println(
                "It listens on http://127.0.0.1:" + event.getWebServer().getPort() + "/");
    }

    @GetMapping("/integration/lab-utilization")
    Reports.LabUtilization labUtilization() {
        return reports.labUtilization(null);
    }

    @GetMapping("/integration/lab-utilization/{labType}")
    Reports.LabUtilization labUtilization(@PathVariable String labType) {
        return reports.labUtilization(labType);
    }

    @GetMapping("/integration/server-allocation")
    Reports.ServerAllocation serverAllocation() {
        return reports.serverAllocation(null);
    }

    @GetMapping("/integration/server-allocation/{labType}")
    Reports.ServerAllocation serverAllocation(@PathVariable String labType) {
        return reports.serverAllocation(labType);
    }
}
