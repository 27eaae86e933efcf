package org.ar1.integration.spring;

import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if {@link IntegrationProperties.Web#enabled} will be true. {@code @ConditionalOnBooleanProperty} does not match
 * {@code on}, {@code yes} and {@code 1}, which are true when they are bound.
 */
final class OnReportsEnabled extends SpringBootCondition {

    private static final String PROPERTY = IntegrationProperties.PREFIX + ".web.enabled";

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        boolean enabled = Binder.get(context.getEnvironment())
                .bind(PROPERTY, Boolean.class)
                .orElse(false);
        return new ConditionOutcome(enabled, PROPERTY + " is " + enabled);
    }
}
