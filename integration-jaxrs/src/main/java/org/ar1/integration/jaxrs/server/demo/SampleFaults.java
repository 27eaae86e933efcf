package org.ar1.integration.jaxrs.server.demo;

import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.ar1.integration.jaxrs.server.ServerConfig;

/**
 * Switches for the faults of a sample campus, for {@link ServerConfig.Builder#sampleFaults}: a demonstration shows with
 * them how the service degrades and recovers. The functions are called by several threads at once.
 *
 * @param faults names of the faults that can be switched on, such as {@code silent}; {@link #NONE} is not among them
 * @param current name of the fault that is on, or {@link #NONE}, by name of the service
 * @param change switches a service, the first argument, to the fault of a name or to {@link #NONE}; false when there is
 *     no such service or fault
 */
public record SampleFaults(
        List<String> faults, Supplier<Map<String, String>> current, BiPredicate<String, String> change) {

    /** Stands for no fault. */
    public static final String NONE = "none";

    /** Copies the list. */
    public SampleFaults {
        faults = List.copyOf(faults);
    }
}
