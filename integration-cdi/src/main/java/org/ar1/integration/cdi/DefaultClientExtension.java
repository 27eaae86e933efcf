package org.ar1.integration.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.build.compatible.spi.BeanInfo;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Parameters;
import jakarta.enterprise.inject.build.compatible.spi.Registration;
import jakarta.enterprise.inject.build.compatible.spi.Synthesis;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanCreator;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanDisposer;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticComponents;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticObserver;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.EventContext;
import jakarta.inject.Named;
import java.util.Set;
import org.ar1.integration.IntegrationClient;

/**
 * Adds a bean of type {@link IntegrationClient}, closed with the application, unless the application has one. The
 * container finds this class and calls it.
 */
public final class DefaultClientExtension implements BuildCompatibleExtension {

    /** Qualifiers with which a bean is still injected at a point that has none. */
    private static final Set<String> UNQUALIFIED =
            Set.of(Any.class.getName(), Default.class.getName(), Named.class.getName());

    private boolean applicationHasOne;

    /** Creates an extension. */
    public DefaultClientExtension() {}

    /**
     * Notes whether the application has a client of its own.
     *
     * @param bean a bean of type {@code IntegrationClient}
     */
    @Registration(types = IntegrationClient.class)
    public void found(BeanInfo bean) {
        applicationHasOne |= bean.qualifiers().stream()
                .allMatch(qualifier ->
                        UNQUALIFIED.contains(qualifier.declaration().name()));
    }

    /**
     * Adds the client if the application has none.
     *
     * @param components where beans are added
     */
    @Synthesis
    public void add(SyntheticComponents components) {
        if (!applicationHasOne) {
            components
                    .addBean(IntegrationClient.class)
                    .type(IntegrationClient.class)
                    .scope(ApplicationScoped.class)
                    .createWith(Creator.class)
                    .disposeWith(Disposer.class);
            components.addObserver(Startup.class).observeWith(Starter.class);
        }
    }

    /** Builds the client. */
    public static final class Creator implements SyntheticBeanCreator<IntegrationClient> {

        /** Creates a creator. */
        public Creator() {}

        @Override
        public IntegrationClient create(Instance<Object> lookup, Parameters parameters) {
            return lookup.select(ClientFactory.class).get().client();
        }
    }

    /** Closes the client. */
    public static final class Disposer implements SyntheticBeanDisposer<IntegrationClient> {

        /** Creates a disposer. */
        public Disposer() {}

        @Override
        public void dispose(IntegrationClient client, Instance<Object> lookup, Parameters parameters) {
            client.close();
        }
    }

    /** Has the client built when the application starts, so that a setting that cannot be used ends the start. */
    public static final class Starter implements SyntheticObserver<Startup> {

        /** Creates a starter. */
        public Starter() {}

        @Override
        public void observe(EventContext<Startup> event, Parameters parameters) {
            CDI.current().select(IntegrationClient.class).get().labUtilization();
        }
    }
}
