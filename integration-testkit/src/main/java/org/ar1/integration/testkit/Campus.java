package org.ar1.integration.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the six services know: the data of a campus, without its quirks of transport.
 *
 * <p>A test of its own data starts from {@link #empty()} or {@link #standard(Instant)} and replaces what it cares
 * about; {@link SampleCampusBuilder#campus(Campus)} takes the result. Nothing is checked: names may be awkward,
 * allocations may name labs and servers that do not exist. The history of the servers and their peak times are derived
 * from the servers and the labs on them. Instances are immutable.
 *
 * @param labs the labs the infrastructure knows
 * @param servers the servers
 * @param allocations which lab stands on which server
 * @param catalogue the lab types of the application
 * @param activities what happened in the application, one entry a used lab type
 * @param performances how the users of a lab type fare, one entry a lab type with records
 * @param users the users Performance Reporting knows
 */
public record Campus(
        List<Lab> labs,
        List<Server> servers,
        List<Allocation> allocations,
        List<CatalogueLab> catalogue,
        List<Activity> activities,
        List<Performance> performances,
        List<User> users) {

    /** Copies the lists. */
    public Campus {
        labs = List.copyOf(labs);
        servers = List.copyOf(servers);
        allocations = List.copyOf(allocations);
        catalogue = List.copyOf(catalogue);
        activities = List.copyOf(activities);
        performances = List.copyOf(performances);
        users = List.copyOf(users);
    }

    /**
     * A lab as Lab Monitoring knows it; {@code normalized_usage}, {@code ratio} and {@code status} are computed from it
     * as the real service does.
     *
     * @param id the lab's id
     * @param name its name: free text
     * @param totalSessions sessions ever held
     * @param totalUserMinutes users x minutes of all sessions; sent as a JSON string, or as the number 0
     * @param estimatedUsers the planned number of users, null or 0 if nobody planned
     * @param averageUsers users a session
     * @param averageMinutes minutes a session
     * @param deleted whether it was deleted: Lab Monitoring lists it all the same, and Resource Allocation says so
     */
    public record Lab(
            long id,
            String name,
            int totalSessions,
            long totalUserMinutes,
            @Nullable Integer estimatedUsers,
            double averageUsers,
            double averageMinutes,
            boolean deleted) {

        /** A lab that was not deleted; its parameters are the components of {@link Lab}. */
        public Lab(
                long id,
                String name,
                int totalSessions,
                long totalUserMinutes,
                @Nullable Integer estimatedUsers,
                double averageUsers,
                double averageMinutes) {
            this(id, name, totalSessions, totalUserMinutes, estimatedUsers, averageUsers, averageMinutes, false);
        }
    }

    /**
     * A server as Resource Allocation knows it. Usage and maximum of a resource share a unit.
     *
     * @param id the server's id
     * @param ipAddress its address
     * @param cpuUsage used CPU, now
     * @param memoryUsage used memory, now
     * @param diskUsage used disk, now; any usage may exceed its maximum
     * @param maxCpu the CPU there is, or null
     * @param maxMemory the memory there is, or null
     * @param maxDisk the disk there is, or null
     * @param sinceChecked how long before the campus's latest ten-minute mark the server was checked last; how long
     *     before the start of the campus if no lab stands on it, as the real checker never touches such a server again
     * @param load how its history got here
     */
    public record Server(
            long id,
            String ipAddress,
            @Nullable Double cpuUsage,
            @Nullable Double memoryUsage,
            @Nullable Double diskUsage,
            @Nullable Double maxCpu,
            @Nullable Double maxMemory,
            @Nullable Double maxDisk,
            Duration sinceChecked,
            LoadPattern load) {

        /**
         * A server with the load of a {@linkplain LoadPattern#WORKING_WEEK working week}.
         * Its parameters are the components of {@link Server}.
         */
        public Server(
                long id,
                String ipAddress,
                @Nullable Double cpuUsage,
                @Nullable Double memoryUsage,
                @Nullable Double diskUsage,
                @Nullable Double maxCpu,
                @Nullable Double maxMemory,
                @Nullable Double maxDisk,
                Duration sinceChecked) {
            this(
                    id,
                    ipAddress,
                    cpuUsage,
                    memoryUsage,
                    diskUsage,
                    maxCpu,
                    maxMemory,
                    maxDisk,
                    sinceChecked,
                    LoadPattern.WORKING_WEEK);
        }
    }

    /**
     * A lab on a server.
     *
     * @param id the allocation's own id
     * @param labName the lab's name, as the infrastructure writes it
     * @param serverId the server
     */
    public record Allocation(long id, String labName, long serverId) {}

    /**
     * An entry of the catalogue: the one place that holds both a lab's name and its type.
     *
     * @param name the lab's name, as the application writes it
     * @param labType its type
     * @param difficulty such as {@code beginner}
     */
    public record CatalogueLab(String name, String labType, String difficulty) {}

    /**
     * What happened in a lab type within the last 30 days; shorter windows get their share.
     *
     * @param labType the lab type
     * @param totalEvents events of all kinds; 0 is answered like no entry at all
     * @param uniqueUsers different users
     * @param errors events that report a failure
     * @param averageSessionSeconds length of a session
     */
    public record Activity(
            String labType, int totalEvents, int uniqueUsers, int errors, double averageSessionSeconds) {}

    /**
     * How the users of a lab type fare.
     *
     * @param labType the lab type
     * @param totalUsers users with records
     * @param averageCompletionSeconds time to complete
     * @param successRate from 0 to 1
     * @param commonErrors most common first
     */
    public record Performance(
            String labType,
            int totalUsers,
            double averageCompletionSeconds,
            double successRate,
            List<String> commonErrors) {

        /** Copies the errors. */
        public Performance {
            commonErrors = List.copyOf(commonErrors);
        }
    }

    /**
     * A user Performance Reporting knows.
     *
     * @param id the user's id
     * @param labTypes the lab types the user has records of; may be empty
     */
    public record User(String id, List<String> labTypes) {

        /** Copies the lab types. */
        public User {
            labTypes = List.copyOf(labTypes);
        }
    }

    /** {@return a campus of nothing: every list is empty} */
    public static Campus empty() {
        return new Campus(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /**
     * The campus that {@link SampleCampus#start()} shows: 28 labs on 8 servers. In particular:
     *
     * <ul>
     *   <li>{@code Linux Basics} and {@code Linux Basics (evening class)} are of one type, {@code linux-basics};
     *   <li>{@code Kubernetes} stands on three servers, {@code COBOL} and {@code Blockchain} on none;
     *   <li>{@code COBOL} is idle: never used, no usage data, no records;
     *   <li>{@code Filesystem} and {@code Robotics Prototype} are in no catalogue; {@code Git Workflow} and
     *       {@code Operating Systems} are spelled differently there;
     *   <li>{@code Reverse Engineering} has a null estimate, {@code Quantum Computing} one of 0;
     *   <li>{@code Terraform} is busy in the application and quiet on the servers, the lab of the type
     *       {@code machine-learning} the other way round;
     *   <li>{@code Operating Systems} has no usage data and no records, {@code Blockchain} usage data only;
     *   <li>server 3 is hot, server 7 has more on its disk than fits, server 6 has no {@code max_disk}, and server 8
     *       reported last three hours ago.
     * </ul>
     *
     * @param now decides how busy the servers are: much on a Monday morning, little at night (UTC)
     * @return the same content for the same instant
     */
    public static Campus standard(Instant now) {
        return StandardCampus.at(now, StandardCampus.LABS, StandardCampus.SERVERS);
    }

    /**
     * The same campus with other labs.
     *
     * @param other the labs instead
     * @return a copy
     */
    public Campus withLabs(List<Lab> other) {
        return new Campus(other, servers, allocations, catalogue, activities, performances, users);
    }

    /**
     * The same campus with other servers.
     *
     * @param other the servers instead
     * @return a copy
     */
    public Campus withServers(List<Server> other) {
        return new Campus(labs, other, allocations, catalogue, activities, performances, users);
    }

    /**
     * The same campus with other allocations.
     *
     * @param other the allocations instead
     * @return a copy
     */
    public Campus withAllocations(List<Allocation> other) {
        return new Campus(labs, servers, other, catalogue, activities, performances, users);
    }

    /**
     * The same campus with another catalogue.
     *
     * @param other the catalogue instead
     * @return a copy
     */
    public Campus withCatalogue(List<CatalogueLab> other) {
        return new Campus(labs, servers, allocations, other, activities, performances, users);
    }

    /**
     * The same campus with other activities.
     *
     * @param other the activities instead
     * @return a copy
     */
    public Campus withActivities(List<Activity> other) {
        return new Campus(labs, servers, allocations, catalogue, other, performances, users);
    }

    /**
     * The same campus with other performances.
     *
     * @param other the performances instead
     * @return a copy
     */
    public Campus withPerformances(List<Performance> other) {
        return new Campus(labs, servers, allocations, catalogue, activities, other, users);
    }

    /**
     * The same campus with other users.
     *
     * @param other the users instead
     * @return a copy
     */
    public Campus withUsers(List<User> other) {
        return new Campus(labs, servers, allocations, catalogue, activities, performances, other);
    }
}
