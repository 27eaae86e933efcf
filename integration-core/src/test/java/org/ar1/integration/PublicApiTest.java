package org.ar1.integration;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/api-signatures.txt holds the public API, so that every change of it is seen in a review; with
 * {@code -Dsignatures.write=true} it is written anew.
 */
class PublicApiTest {

    private static final Path FILE = Path.of("..", "docs", "api-signatures.txt");
    private static final String WRITE = "./mvnw -q test -pl integration-core -am -Dtest=PublicApiTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dsignatures.write=true";

    @Test
    void theFileHoldsThePublicApi() throws IOException {
        String signatures = signatures();
        if (Boolean.getBoolean("signatures.write")) {
            Files.writeString(FILE, signatures);
        }

        assertThat(FILE)
                .as("the public API has changed; if that is meant, write the file anew with\n  %s\n", WRITE)
                .content()
                .isEqualTo(signatures);
    }

    private static String signatures() {
        StringBuilder text = new StringBuilder(
                "# The public API of integration-core, one member a line. To write it anew:\n# " + WRITE + "\n");
        for (Class<?> type : publicTypes()) {
            text.append('\n').append(declaration(type)).append('\n');
            members(type).forEach(member -> text.append("    ").append(member).append('\n'));
        }
        return text.toString();
    }

    private static List<Class<?>> publicTypes() {
        Set<String> exported = ModuleDescriptorTest.exportedPackages();
        return new ClassFileImporter()
                        .importUrl(IntegrationClient.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation())
                        .stream()
                        .filter(type -> exported.contains(type.getPackageName()))
                        .map(JavaClass::reflect)
                        .<Class<?>>map(type -> type)
                        .filter(PublicApiTest::isVisible)
                        .sorted(Comparator.comparing(Class::getName))
                        .toList();
    }

    private static boolean isVisible(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return !type.isSynthetic()
                && !type.isAnonymousClass()
                && isVisible(type.getModifiers())
                && (outer == null || isVisible(outer));
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String declaration(Class<?> type) {
        String kind = type.isAnnotation()
                ? "@interface"
                : type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
        List<String> parents = Stream.concat(
                        Stream.ofNullable(type.getGenericSuperclass())
                                .filter(parent -> parent != Object.class && !type.isEnum() && !type.isRecord()),
                        Arrays.stream(type.getGenericInterfaces()))
                .map(Type::getTypeName)
                .toList();
        int modifiers = type.getModifiers() & ~(Modifier.INTERFACE | Modifier.STATIC);
        boolean isImplied = type.isInterface() || type.isEnum() || type.isRecord();
        return Modifier.toString(isImplied ? modifiers & ~(Modifier.ABSTRACT | Modifier.FINAL) : modifiers)
                + (type.isSealed() ? " sealed " : " ") + kind + " " + type.getName()
                + (parents.isEmpty() ? "" : " : " + String.join(", ", parents));
    }

    private static Set<String> members(Class<?> type) {
        List<String> members = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (isShown(field)) {
                members.add("field " + modifiers(field) + field.getGenericType().getTypeName() + " " + field.getName());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isShown(constructor) && !type.isEnum()) {
                members.add("new(" + parameters(constructor) + ")" + exceptions(constructor));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isShown(method) && !method.isBridge()) {
                members.add("method " + modifiers(method)
                        + method.getGenericReturnType().getTypeName() + " " + method.getName() + "("
                        + parameters(method) + ")" + exceptions(method));
            }
        }
        return new TreeSet<>(members);
    }

    private static boolean isShown(Member member) {
        return !member.isSynthetic() && isVisible(member.getModifiers());
    }

    private static String modifiers(Member member) {
        boolean isInterface = member.getDeclaringClass().isInterface();
        String text = Modifier.toString(
                member.getModifiers() & (Modifier.PROTECTED | Modifier.STATIC | (isInterface ? 0 : Modifier.ABSTRACT)));
        boolean isDefault = member instanceof Method method && method.isDefault();
        return (text.isEmpty() ? "" : text + " ") + (isDefault ? "default " : "");
    }

    private static String parameters(Executable executable) {
        return Arrays.stream(executable.getGenericParameterTypes())
                .map(Type::getTypeName)
                .collect(joining(", "));
    }

    private static String exceptions(Executable executable) {
        return executable.getExceptionTypes().length == 0
                ? ""
                : " throws "
                        + Arrays.stream(executable.getExceptionTypes())
                                .map(Class::getName)
                                .collect(joining(", "));
    }
}
