package org.ar1.integration.insight;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lab that nobody uses.
 *
 * @param heading what every insight states
 * @param lab the lab's name
 * @param labType its lab type
 * @param servers the servers that it stands on, by number
 * @param aloneOn those on which it is the only lab
 * @param days the window of the trends in days
 * @param sessions sessions of all time; null when not known
 */
public record IdleLab(
        Heading heading,
        String lab,
        String labType,
        List<Long> servers,
        List<Long> aloneOn,
        int days,
        @Nullable Long sessions)
        implements Insight {
    public IdleLab {
        servers = List.copyOf(servers);
        aloneOn = List.copyOf(aloneOn);
    }
}
