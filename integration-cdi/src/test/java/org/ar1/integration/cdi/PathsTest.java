package org.ar1.integration.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ar1.integration.jaxrs.IntegrationRequests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathsTest {

    @Test
    void everyPathOfTheLibraryIsAnswered() {
        List<String> paths = IntegrationRequests.templates().stream()
                .map(template -> template.substring(1).replaceAll("\\{[^}]+}", "a%2Fb"))
                .toList();

        assertThat(paths).isNotEmpty().allMatch(path -> path.matches(IntegrationResource.PATHS));
        assertThat(paths).allMatch(path -> (path + "/").matches(IntegrationResource.PATHS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "users/7",
                "lab-utilizations",
                "lab-utilization/a/b",
                "servers/3",
                "servers/3/peaks",
                "placement/1",
                "servers//profile",
                "campus//",
                "insights/a/b/"
            })
    void noOtherPathIs(String path) {
        assertThat(path).doesNotMatch(IntegrationResource.PATHS);
        assertThat(IntegrationRequests.template("/" + path)).isEmpty();
    }
}
