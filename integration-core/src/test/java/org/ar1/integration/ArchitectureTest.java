package org.ar1.integration;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ar1.integration.document.ReportModule;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String ROOT = "org.ar1.integration";
    private static final String MICROMETER = ROOT + ".micrometer";
    private static final Set<String> EXPORTED = ModuleDescriptorTest.exportedPackages();
    private static final JavaClasses CORE = new ClassFileImporter()
            .importUrl(IntegrationClient.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation());

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void nothingDependsOnTheFrontDoor() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(CORE);
    }

    @Test
    void exportedPackagesOtherThanTheFrontDoorKnowOfTheInternalsOnlyTextsAndWhatSettingsAreMadeOf() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        EXPORTED.stream().filter(name -> !name.equals(ROOT)).toArray(String[]::new))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + ".internal..")
                        .and(not(resideInAPackage(ROOT + ".internal.header")))
                        .and(not(resideInAPackage(ROOT + ".internal.setting")))
                        .and(not(resideInAPackage(ROOT + ".internal.text"))))
                .check(CORE);
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".config", ROOT + ".internal.setting")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".internal.setting")
                .check(CORE);
    }

    @Test
    void theLibraryIsNoServer() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "com.sun.net.httpserver..", "org.glassfish..", "javax.ws..")
                .check(CORE);
    }

    @Test
    void publicSignaturesHoldTypesOfTheJdkAndOfExportedPackagesOnly() {
        classes()
                .that()
                .resideInAnyPackage(EXPORTED.toArray(String[]::new))
                .and()
                .arePublic()
                .should(haveSignaturesOfKnownTypes())
                .check(CORE);
    }

    @Test
    void exceptionsLoseNothingOnTheirWayToAnotherJvm() {
        noFields()
                .that()
                .areDeclaredInClassesThat()
                .areAssignableTo(Throwable.class)
                .and()
                .doNotHaveName("exchangeEnded") // of CallFailure, which never leaves the library
                .should()
                .haveModifier(JavaModifier.TRANSIENT)
                .check(CORE);
    }

    @Test
    void onlyTheBindingKnowsMicrometerAndNothingKnowsTheBinding() {
        noClasses()
                .that()
                .resideOutsideOfPackage(MICROMETER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micrometer..", MICROMETER)
                .check(CORE);
    }

    private static ArchCondition<JavaClass> haveSignaturesOfKnownTypes() {
        return new ArchCondition<>("have public signatures of JDK types and exported ones only") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                signature(type)
                        .filter(used -> !isKnown(used) && !isBinding(type, used))
                        .forEach(used -> events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " shows " + used.getName() + " in a signature")));
            }
        };
    }

    private static Stream<JavaClass> signature(JavaClass type) {
        Stream<JavaType> types = Stream.of(
                        type.getInterfaces().stream(),
                        type.getSuperclass().stream(),
                        type.getTypeParameters().stream().map(JavaType.class::cast),
                        type.getFields().stream()
                                .filter(ArchitectureTest::isVisible)
                                .map(JavaField::getType),
                        type.getCodeUnits().stream()
                                .filter(ArchitectureTest::isVisible)
                                .flatMap(ArchitectureTest::types))
                .flatMap(stream -> stream);
        return types.flatMap(used -> used.getAllInvolvedRawTypes().stream()).map(JavaClass::getBaseComponentType);
    }

    private static boolean isVisible(com.tngtech.archunit.core.domain.JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static Stream<JavaType> types(JavaCodeUnit unit) {
        return Stream.of(
                        Stream.of(unit.getReturnType()),
                        unit.getParameterTypes().stream(),
                        unit.getExceptionTypes().stream().map(JavaType.class::cast))
                .flatMap(stream -> stream);
    }

    private static boolean isKnown(JavaClass used) {
        return used.isPrimitive()
                || used.getPackageName().startsWith("java.")
                || (EXPORTED.contains(used.getPackageName()) && isVisibleOutside(used));
    }

    /** An application that uses a binding has Micrometer, or Jackson. */
    private static boolean isBinding(JavaClass type, JavaClass used) {
        return (type.getPackageName().equals(MICROMETER)
                        && used.getPackageName().startsWith("io.micrometer."))
                || (type.isEquivalentTo(ReportModule.class)
                        && used.getPackageName().startsWith("com.fasterxml.jackson.databind"));
    }

    private static boolean isVisibleOutside(JavaClass used) {
        return used.getModifiers().contains(JavaModifier.PUBLIC);
    }

    @Test
    void everyPackageIsExportedOrInternal() {
        Set<String> packages = CORE.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(ROOT) && !name.startsWith(ROOT + ".internal."))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(packages).isEqualTo(new TreeSet<>(EXPORTED));
    }

    @Test
    void everyPackageSaysThatNothingIsNullUnlessItSaysSo() {
        Set<String> unmarked = CORE.stream()
                .map(JavaClass::getPackage)
                .filter(p -> p.getName().startsWith(ROOT))
                .filter(p -> p.getClasses().stream()
                        .anyMatch(type -> !type.getSimpleName().equals("package-info")))
                .filter(p -> !p.isAnnotatedWith(NullMarked.class))
                .map(p -> p.getName())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(unmarked).isEmpty();
    }
}
