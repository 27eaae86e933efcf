package org.ar1.integration.testkit;

import static org.ar1.integration.testkit.SampleService.LAB_MONITORING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoFaultsTest {

    private static final String ID = LAB_MONITORING.id();
    private static final String PATH = "/monitor/labs/popular";

    private SampleCampus campus;
    private DemoFaults faults;

    @BeforeEach
    void start() {
        campus = SampleCampus.builder().historyDays(1).start();
        faults = new DemoFaults(campus);
    }

    @AfterEach
    void close() {
        campus.close();
    }

    private int status() {
        try {
            return Web.get(campus, LAB_MONITORING, PATH).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void oneFaultTakesThePlaceOfAnother() {
        assertThat(faults.change(ID, "status-500")).isTrue();
        assertThat(status()).isEqualTo(500);
        assertThat(faults.change(ID, "lying-404")).isTrue();
        assertThat(status()).isEqualTo(404);
        assertThat(faults.current()).containsEntry(ID, "lying-404").hasSize(SampleService.values().length);
    }

    @Test
    void everyFaultHeals() {
        int well = status();
        for (String fault : DemoFaults.names()) {
            assertThat(faults.change(ID, fault)).isTrue();
            assertThat(faults.change(ID, DemoFaults.NONE)).isTrue();
            assertThat(status()).as(fault).isEqualTo(well);
        }
        assertThat(faults.current()).containsEntry(ID, DemoFaults.NONE);
    }

    @Test
    void unknownNamesChangeNothing() {
        faults.change(ID, "status-500");

        assertThat(faults.change("other", "silent")).isFalse();
        assertThat(faults.change(ID, "other")).isFalse();
        assertThat(faults.current()).containsEntry(ID, "status-500");
    }
}
