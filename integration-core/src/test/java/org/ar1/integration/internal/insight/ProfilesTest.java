package org.ar1.integration.internal.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import org.ar1.integration.insight.ProfileCell;
import org.ar1.integration.insight.ResourceProfile;
import org.ar1.integration.upstream.ServerResource;
import org.junit.jupiter.api.Test;

class ProfilesTest {

    /** Two weeks, the second of which ends on Thursday at noon; memory has no maximum. */
    private static ResourceProfile profile(ServerResource resource) {
        Basis basis = new SmallCampus(2)
                .server(1, 50.0, null, 100.0, Instant.EPOCH)
                .history(
                        1,
                        hour -> hour >= 168 + 84 ? Double.NaN : hour % 168 == 10 ? 45 : 10,
                        SmallCampus.Usage.of(30),
                        SmallCampus.Usage.of(1))
                .basis();
        return Profiles.of(basis, basis.loads().server(1)).resources().get(resource);
    }

    @Test
    void aCellOfTwoWeeksHasFigures() {
        ResourceProfile cpu = profile(ServerResource.CPU);

        assertThat(cpu.maximum()).isEqualTo(50.0);
        assertThat(cpu.busiest()).isEqualTo(new ResourceProfile.Busiest(DayOfWeek.MONDAY, 10));
        assertThat(cpu.rhythm()).isEqualTo(1.0);
        assertThat(cpu.cells().get(10)).isEqualTo(new ProfileCell(DayOfWeek.MONDAY, 10, 12, 2, 0.9, 0.9, 0.9, 2));
        assertThat(cpu.cells().get(11)).isEqualTo(new ProfileCell(DayOfWeek.MONDAY, 11, 12, 2, 0.2, 0.2, 0.2, 0));
    }

    @Test
    void aCellOfOneWeekHasNone() {
        ResourceProfile cpu = profile(ServerResource.CPU);

        assertThat(cpu.cellsSkipped()).isEqualTo(84);
        assertThat(cpu.cells().get(84)).isEqualTo(new ProfileCell(DayOfWeek.THURSDAY, 12, 6, 1, null, null, null, 0));
    }

    @Test
    void withoutAMaximumThereAreNoFractions() {
        ResourceProfile memory = profile(ServerResource.MEMORY);

        assertThat(memory.maximum()).isNull();
        assertThat(memory.cells())
                .allSatisfy(cell -> assertThat(cell.mean()).isNull())
                .allSatisfy(cell -> assertThat(cell.weeksHot()).isZero());
    }
}
