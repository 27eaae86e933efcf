package org.ar1.integration.testkit;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Faults of a sample campus by name, one a service at a time, for a demonstration that switches them by hand. Knows
 * only of what was switched here. Thread-safe.
 */
public final class DemoFaults {

    /** Name that stands for no fault. */
    public static final String NONE = "none";

    private static final Map<String, Fault> FAULTS = faults();

    private final SampleCampus campus;
    private final Map<SampleService, String> current = new EnumMap<>(SampleService.class);

    /**
     * Switches for a campus; none is on.
     *
     * @param campus the campus
     */
    public DemoFaults(SampleCampus campus) {
        this.campus = campus;
    }

    private static Map<String, Fault> faults() {
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("silent", Fault.silent());
        faults.put("status-500", Fault.status(500));
        faults.put("refused", Fault.refused());
        faults.put("lying-404", Fault.status(404));
        return faults;
    }

    /**
     * The names of the faults.
     *
     * @return the names, without {@link #NONE}
     */
    public static List<String> names() {
        return List.copyOf(FAULTS.keySet());
    }

    /**
     * What is on.
     *
     * @return name of the fault or {@link #NONE}, by {@linkplain SampleService#id() id} of the service
     */
    public synchronized Map<String, String> current() {
        Map<String, String> byService = new LinkedHashMap<>();
        for (SampleService service : SampleService.values()) {
            byService.put(service.id(), current.getOrDefault(service, NONE));
        }
        return byService;
    }

    /**
     * Switches a service to a fault, in place of the one that is on.
     *
     * @param service id of the service
     * @param fault name of the fault, or {@link #NONE} to heal the service
     * @return false, without effect, when there is no such service or fault
     */
    public synchronized boolean change(String service, String fault) {
        Optional<SampleService> found = Arrays.stream(SampleService.values())
                .filter(one -> one.id().equals(service))
                .findFirst();
        Fault wanted = FAULTS.get(fault);
        if (found.isEmpty() || (wanted == null && !fault.equals(NONE))) {
            return false;
        }
        campus.heal(found.get());
        if (wanted != null) {
            campus.fault(found.get(), wanted);
        }
        current.put(found.get(), fault);
        return true;
    }
}
