package org.ar1.integration.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link CircuitBreaker} does, as tests: extend it, and give it a breaker that is new. JUnit Jupiter and AssertJ
 * have to be on the class path.
 */
public abstract class CircuitBreakerContract {

    private static final int CALLS = 200;

    /** For the test of an implementation. */
    protected CircuitBreakerContract() {}

    /**
     * A breaker that has seen no call.
     *
     * @return a new one each time
     */
    protected abstract CircuitBreaker newBreaker();

    @Test
    void letsTheFirstCallPass() {
        assertThat(newBreaker().tryPass()).isTrue();
    }

    @Test
    void staysClosedWhileCallsSucceed() {
        CircuitBreaker breaker = newBreaker();
        for (int call = 0; call < CALLS; call++) {
            assertThat(breaker.tryPass()).isTrue();
            breaker.succeeded();
        }
        assertThat(breaker.tryPass()).isTrue();
    }

    @Test
    void staysClosedWhileCallsSayNothingOfTheService() {
        CircuitBreaker breaker = newBreaker();
        for (int call = 0; call < CALLS; call++) {
            assertThat(breaker.tryPass()).isTrue();
            breaker.ignored();
        }
        assertThat(breaker.tryPass()).isTrue();
    }

    @Test
    void opensWhenEveryCallFails() {
        CircuitBreaker breaker = newBreaker();

        assertThat(IntStream.range(0, CALLS).anyMatch(call -> isRefusedOrFails(breaker)))
                .isTrue();
    }

    private static boolean isRefusedOrFails(CircuitBreaker breaker) {
        if (!breaker.tryPass()) {
            return true;
        }
        breaker.failed();
        return false;
    }
}
