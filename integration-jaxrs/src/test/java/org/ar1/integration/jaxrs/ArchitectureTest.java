package org.ar1.integration.jaxrs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String ROOT = "org.ar1.integration.jaxrs";
    private static final String SERVER = ROOT + ".server";
    private static final JavaClasses JAXRS = new ClassFileImporter()
            .importUrl(IntegrationFeature.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation());

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(JAXRS);
    }

    @Test
    void whatApplicationsEmbedDoesNotKnowTheServer() {
        noClasses()
                .that()
                .resideOutsideOfPackage(SERVER + "..")
                .should()
                .dependOnClassesThat(DescribedPredicate.or(
                        JavaClass.Predicates.resideInAPackage(SERVER + ".."),
                        JavaClass.Predicates.resideInAPackage("com.sun.net.httpserver.."),
                        JavaClass.Predicates.resideInAPackage("org.glassfish..")))
                .check(JAXRS);
    }

    @Test
    void onlyTheRoomOfJerseyKnowsJersey() {
        noClasses()
                .that()
                .resideOutsideOfPackage(SERVER + ".jersey")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.glassfish..")
                .check(JAXRS);
    }

    @Test
    void onlyTheRoomOfMetricsKnowsMicrometer() {
        noClasses()
                .that()
                .resideOutsideOfPackage(SERVER + ".metrics")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micrometer..", "io.prometheus..")
                .check(JAXRS);
    }

    @Test
    void everyPackageSaysThatNothingIsNullUnlessItSaysSo() {
        Set<String> unmarked = JAXRS.stream()
                .map(JavaClass::getPackage)
                .filter(p -> p.getName().startsWith(ROOT))
                .filter(p -> !p.isAnnotatedWith(NullMarked.class))
                .map(p -> p.getName())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(unmarked).isEmpty();
    }
}
