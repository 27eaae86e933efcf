package org.ar1.integration.config;

import java.util.List;

/** Settings that cannot be used; lists all problems at once, each naming the setting, its value and what is allowed. */
public final class InvalidConfigException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** One sentence a problem. */
    private final String[] problems;

    /**
     * Settings that cannot be used.
     *
     * @param problems everything that is wrong, one sentence a problem, without secrets
     */
    public InvalidConfigException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = problems.toArray(String[]::new);
    }

    /**
     * Everything that is wrong.
     *
     * @return one sentence a problem, without secrets
     */
    public List<String> problems() {
        return List.of(problems);
    }
}
