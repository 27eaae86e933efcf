package org.ar1.integration.internal.insight;

import org.ar1.integration.insight.Flip;
import org.ar1.integration.insight.Imbalance;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.upstream.ServerResource;

import static org.assertj.core.api.Assertions.assertThat;

import org.ar1.integration.insight.Explanation.Step;
import org.ar1.integration.internal.insight.SmallCampus.Usage;
import org.junit.jupiter.api.Test;

class ImbalancesTest {

    private static Verdicts<Imbalance> judge(SmallCampus campus) {
        return new Imbalances().judge(campus.basis());
    }

    private static SmallCampus three() {
        return new SmallCampus(2)
                .server(1, Usage.of(20), Usage.of(50), Usage.of(1))
                .server(2, Usage.of(40), Usage.of(50), Usage.of(1))
                .server(3, Usage.of(90), Usage.of(50), Usage.of(1));
    }

    @Test
    void threeServersByHand() {
        Imbalance cpu = judge(three()).listed().get(0);

        assertThat(judge(three()).listed()).hasSize(1);
        assertThat(cpu.heading().resource()).isEqualTo(ServerResource.CPU);
        assertThat(cpu.heading().subject()).isEqualTo(Subject.fleet());
        assertThat(cpu.servers()).isEqualTo(3);
        assertThat(cpu.hours()).isEqualTo(336);
        assertThat(cpu.mean()).isEqualTo(0.5);
        assertThat(cpu.sd()).isEqualTo(0.2944);
        assertThat(cpu.cv()).isEqualTo(0.5888);
        assertThat(cpu.gini()).isEqualTo(0.3111);
        assertThat(cpu.diversity()).isEqualTo(1);
        assertThat(cpu.highest()).isEqualTo(3);
        assertThat(cpu.lowest()).isEqualTo(1);
        assertThat(cpu.heading().severity()).isEqualTo(Severity.WARNING);
        assertThat(cpu.heading().reasonCodes()).containsExactly(ReasonCode.UNEVEN);
        assertThat(cpu.heading().flips()).containsExactly(new Flip("sd", 0.2944, 0.2, 0.0944, "not listed"));
        assertThat(cpu.heading().claim())
                .isEqualTo("CPU is used unevenly: Server-3 at 90 % on average, Server-1 at 20 %.");
    }

    @Test
    void evenServersAreJudgedButNotListed() {
        Imbalance memory = judge(three())
                .all()
                .filter(insight -> insight.heading().resource() == ServerResource.MEMORY)
                .findFirst()
                .orElseThrow();

        assertThat(memory.sd()).isZero();
        assertThat(memory.highest()).as("the lowest number of equals").isEqualTo(1);
        assertThat(memory.lowest()).isEqualTo(1);
        assertThat(memory.heading().severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void theThresholdItselfIsEvenEnough() {
        SmallCampus campus = new SmallCampus(2).server(1, Usage.of(30)).server(2, Usage.of(70));

        assertThat(judge(campus).listed()).isEmpty();
        assertThat(judge(campus.server(2, Usage.of(70.02))).listed())
                .extracting(Imbalance::sd)
                .containsExactly(0.2001);
    }

    @Test
    void peaksThatDoNotCoincideAreDiverseInTheUnitOfTheUsage() {
        SmallCampus campus = new SmallCampus(2)
                .server(1, hour -> hour == 0 ? 60 : 20)
                .server(2, hour -> hour == 0 ? 10 : 40)
                .server(3, 900.0, null, null, SmallCampus.NOW)
                .history(3, hour -> hour == 0 ? 20 : 90, Usage.of(1), Usage.of(1));

        assertThat(judge(campus).all().findFirst().orElseThrow().diversity())
                .as("(60 + 40 + 90) / 150")
                .isEqualTo(1.2667);
    }

    @Test
    void nothingUsedHasNoRelativeFigures() {
        Imbalance idle = judge(new SmallCampus(2).server(1, Usage.of(0)).server(2, Usage.of(0)))
                .all()
                .findFirst()
                .orElseThrow();

        assertThat(idle.mean()).isZero();
        assertThat(idle.cv()).isNull();
        assertThat(idle.gini()).isNull();
        assertThat(idle.diversity()).isNull();
    }

    @Test
    void oneServerOrTooFewHoursCannotBeUneven() {
        SmallCampus alone = new SmallCampus(2).server(1, Usage.of(20));
        SmallCampus shortOne = three().history(1, h -> h < 169 ? Double.NaN : 1, h -> Double.NaN, h -> Double.NaN);

        assertThat(judge(alone).all()).isEmpty();
        assertThat(judge(alone).withheld()).isEmpty();
        assertThat(judge(shortOne).all())
                .extracting(i -> i.heading().resource())
                .containsExactly(ServerResource.MEMORY);
    }

    @Test
    void theStepsNameTheMeansOfTheServers() {
        SmallCampus campus = three();
        Imbalance cpu = judge(campus).listed().get(0);

        assertThat(new Imbalances().explain(campus.basis(), cpu))
                .filteredOn(step -> step.name().equals("means"))
                .extracting(Step::value)
                .first()
                .hasToString("{Server-1=0.2, Server-2=0.4, Server-3=0.9}");
    }
}
