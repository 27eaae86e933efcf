package org.ar1.integration.jaxrs.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalPathTest {

    @ParameterizedTest
    @CsvSource({
        "/integration/users/4711,/integration/users/{user_id}",
        "/integration/users/4711/labs,/integration/users/{user_id}",
        "/behind/a/proxy/integration/users/4711,/behind/a/proxy/integration/users/{user_id}",
        "/users/4711,/users/{user_id}",
        "/integration/users;x=1/4711,/integration/users;x=1/{user_id}",
        "/integration/users%3Bx/4711,/integration/users%3Bx/{user_id}",
        "/integration/users%00/4711,/integration/users%00/{user_id}",
        "/Users%2f4711,/Users%2f{user_id}",
        "/integration/users//4711,/integration/users//{user_id}"
    })
    void whatStandsBelowUsersIsLeftOut(String path, String shown) {
        assertThat(PersonalPath.shown(path)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "/integration/users",
                "/integration/users/",
                "/integration/lab-utilization/users",
                "/integration/lab-utilization/new-users/4",
                "/integration/servers/3/profile"
            })
    void aPathThatNamesNobodyStays(String path) {
        assertThat(PersonalPath.shown(path)).isEqualTo(path);
    }
}
