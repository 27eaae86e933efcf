package org.ar1.integration.jaxrs.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoggedQueryTest {

    private static final String PATH = "/integration/insights";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subject=fleet",
                "subject=server:3,fleet",
                "subject=lab%3ACOBOL,lab_type:docker",
                "subject=lab:lab%3Alab",
                "kind=failover,placement&limit=5",
                "peaks=0"
            })
    void whatTheApiHasIsShown(String query) {
        assertThat(LoggedQuery.shown(PATH, query)).isEqualTo(query);
    }

    @ParameterizedTest
    @ValueSource(strings = {"subject=user:4711", "subject=,fleet", "subject=fleet,", "subject=lab:", "token=abc"})
    void anythingElseIsLeftOut(String query) {
        assertThat(LoggedQuery.shown(PATH, query)).isEqualTo("...");
    }

    @Test
    @Timeout(10)
    void aSubjectThatAlmostFitsInManyWaysIsLookedAtOnce() {
        String almost = "lab%3Aa".repeat(2_000) + "!";

        assertThat(LoggedQuery.shown(PATH, "subject=" + almost)).isEqualTo("...");
    }
}
