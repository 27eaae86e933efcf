package org.ar1.integration.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ar1.integration.testkit.Campus.Activity;
import org.ar1.integration.testkit.Campus.Allocation;
import org.ar1.integration.testkit.Campus.CatalogueLab;
import org.ar1.integration.testkit.Campus.Lab;
import org.ar1.integration.testkit.Campus.Performance;
import org.ar1.integration.testkit.Campus.Server;
import org.ar1.integration.testkit.Campus.User;
import org.jspecify.annotations.Nullable;

/** The deterministic campus: 28 labs and 8 servers by hand, any more of either by arithmetic. */
final class StandardCampus {

    static final int LABS = 28;
    static final int SERVERS = 8;

    private static final List<String> ERRORS = List.of("timeout", "permission_denied", "file_not_found");
    private static final Duration SILENCE = Duration.ofHours(3);
    private static final double MAX_CPU = 100.0;

    private final List<Lab> labs = new ArrayList<>();
    private final List<Server> servers = new ArrayList<>();
    private final List<Allocation> allocations = new ArrayList<>();
    private final List<CatalogueLab> catalogue = new ArrayList<>();
    private final List<Activity> activities = new ArrayList<>();
    private final List<Performance> performances = new ArrayList<>();

    private final Instant now;
    private final int labCount;
    private final int serverCount;

    private StandardCampus(Instant now, int labCount, int serverCount) {
        this.now = now;
        this.labCount = labCount;
        this.serverCount = serverCount;
    }

    static Campus at(Instant now, int labCount, int serverCount) {
        StandardCampus campus = new StandardCampus(now, labCount, serverCount);
        campus.writtenLabs();
        campus.writtenApplication();
        for (int id = LABS + 1; id <= labCount; id++) {
            campus.computedLab(id);
        }
        campus.writtenServers();
        for (int id = SERVERS + 1; id <= serverCount; id++) {
            campus.computedServer(id);
        }
        List<User> users = List.of(
                new User(
                        "468c9e7a-33f0-4223-b2ec-45c8ec2a4e2a",
                        List.of("linux-basics", "docker", "kubernetes", "networking")),
                new User("0b7f5c1e-6a55-4c0b-9d3e-2f8a4f1f7d10", List.of("python-intro")),
                new User("00000000-0000-4000-8000-000000000000", List.of()));
        return new Campus(
                campus.labs,
                campus.servers,
                campus.allocations,
                campus.catalogue,
                campus.activities,
                campus.performances,
                users);
    }

    private void writtenLabs() {
        // Estimated users, users and minutes a session, sessions; then the servers it stands on.
        lab("Linux Basics", 60, 42, 35, 40, 1);
        lab("Networking", 110, 24, 45, 36, 2);
        lab("Docker", 45, 20, 42, 30, 3);
        lab("Kubernetes", 40, 22, 55, 34, 3, 4, 5);
        lab("Filesystem", 30, 14, 30, 12, 1); // in no catalogue; a well-known name
        lab("Веб-разработка", 80, 18, 40, 22, 2);
        lab("データベース入門", 70, 16, 45, 20, 4);
        lab("أساسيات الشبكات", 60, 10, 30, 12, 2);
        lab("C/C++ & <Templates>", 25, 12, 50, 14, 5);
        lab("R\u00e9\u00adseaux avanc\u00e9s", 50, 6, 35, 8, 5); // with a soft hyphen
        lab("50% Off: Cloud #1?", 40, 9, 40, 10, 6);
        lab(" Git  Workflow ", 90, 30, 20, 26, 6); // the catalogue has no extra spaces
        lab("Python für Einsteiger", 75, 26, 38, 32, 1);
        lab("Seguridad informática", 55, 12, 44, 15, 7);
        lab("机器学习导论", 90, 28, 75, 38, 3); // busy servers, quiet application
        lab("Εισαγωγή στη Java", 65, 15, 40, 18, 4);
        lab("SQL \"Advanced\" \\ Joins", 30, 7, 36, 9, 7);
        lab("OPERATING SYSTEMS", 40, 5, 32, 4, 6); // the catalogue writes it small
        lab("Ansible", 35, 8, 38, 11, 8);
        lab("Terraform", 60, 3, 12, 3, 7); // quiet servers, busy application
        lab("Prometheus & Grafana", 35, 11, 41, 13, 8);
        lab("Reverse Engineering", null, 6, 80, 7, 5);
        lab("Quantum Computing 🧪", 0, 4, 50, 3, 8);
        lab("COBOL", 20, 0, 0, 0); // idle, and on no server
        lab("Robotics Prototype", 15, 3, 25, 2, 6); // in no catalogue; its type is a slug
        lab("Compilers", 25, 5, 60, 6, 4);
        lab("Linux Basics (evening class)", 40, 12, 35, 10, 2); // the second lab of its type
        lab("Blockchain", 30, 4, 28, 3); // used, and on no server
    }

    private void writtenApplication() {
        // Events, users, errors; then seconds to complete and success rate.
        type("Linux Basics", "linux-basics", "beginner", 1240, 310, 60, 691.25, 0.75);
        type("Docker", "docker", "intermediate", 1100, 260, 48, 474.8888888888889, 0.93);
        type("Kubernetes", "kubernetes", "advanced", 1310, 250, 130, 526.0, 0.6363636363636364);
        type("Networking", "networking", "intermediate", 980, 240, 30, 478.375, 0.875);
        entry("Operating Systems", "operating-systems", "advanced");
        type("Веб-разработка", "web-development", "beginner", 640, 150, 22, 610.4, 0.81);
        type("データベース入門", "databases-intro", "beginner", 560, 130, 31, 702.5, 0.78);
        type("أساسيات الشبكات", "network-foundations", "beginner", 310, 80, 9, 388.0, 0.9);
        type("C/C++ & <Templates>", "cpp-templates", "advanced", 430, 90, 77, 1320.75, 0.48);
        type("R\u00e9\u00adseaux avanc\u00e9s", "reseaux-avances", "advanced", 190, 42, 12, 845.5, 0.71);
        type("50% Off: Cloud #1?", "cloud-1", "intermediate", 270, 66, 8, 415.2, 0.88);
        type("Git Workflow", "git-workflow", "beginner", 720, 210, 15, 240.6, 0.95);
        type("Python für Einsteiger", "python-intro", "beginner", 1020, 255, 80, 560.9, 0.79);
        type("Seguridad informática", "security", "intermediate", 380, 85, 19, 733.1, 0.74);
        type("机器学习导论", "machine-learning", "advanced", 120, 24, 6, 1510.0, 0.58);
        type("Εισαγωγή στη Java", "java-intro", "beginner", 500, 118, 27, 668.3, 0.76);
        type("SQL \"Advanced\" \\ Joins", "sql-advanced", "advanced", 230, 50, 14, 540.2, 0.69);
        type("Ansible", "ansible", "intermediate", 290, 61, 10, 455.7, 0.86);
        type("Terraform", "terraform", "intermediate", 1180, 270, 20, 395.4, 0.91);
        type("Prometheus & Grafana", "observability", "intermediate", 350, 78, 11, 505.8, 0.83);
        type("Reverse Engineering", "reverse-engineering", "advanced", 160, 31, 25, 1880.5, 0.39);
        type("Quantum Computing 🧪", "quantum-computing", "advanced", 70, 16, 3, 1240.0, 0.56);
        entry("COBOL", "cobol", "advanced");
        type("Compilers", "compilers", "advanced", 140, 29, 16, 1430.25, 0.52);
        entry("Linux Basics (evening class)", "linux-basics", "beginner");
        activity("Blockchain", "blockchain", "intermediate", 95, 22, 7);
        entry("Digital Forensics", "digital-forensics", "advanced");
    }

    private void writtenServers() {
        // CPU, memory and disk of a Monday morning.
        server(1, 62, 74, 210, 500.0, Duration.ZERO);
        server(2, 48, 66, 188, 500.0, Duration.ZERO);
        server(3, 91, 122, 330, 500.0, Duration.ZERO); // hot, by its memory, at any time
        server(4, 55, 83, 395, 500.0, Duration.ZERO, LoadPattern.FILLING_DISK); // full in six weeks
        server(5, 38, 58, 150, 500.0, Duration.ZERO, LoadPattern.BUSIER_LATELY); // busier this week
        server(6, 33, 47, 120, null, Duration.ZERO); // nobody entered its disk
        server(7, 41, 60, 512.6, 500.0, Duration.ZERO); // its disk is fuller than full
        server(8, 29, 44, 96, 500.0, SILENCE); // has stopped reporting
    }

    private void computedLab(int id) {
        String name = String.format(Locale.ROOT, "Lab %05d", id);
        String type = String.format(Locale.ROOT, "lab-%05d", id);
        double busy = (1 + LoadProfile.noise(id)) / 2;
        int users = (int) (2 + 30 * busy);
        int sessions = (int) (1 + 40 * (1 + LoadProfile.noise(id * 31L)) / 2);
        lab(name, (int) (10 + 80 * (1 + LoadProfile.noise(id * 37L)) / 2), users, 20 + id % 50, sessions, id);
        type(name, type, "intermediate", 20 + users * sessions, users * 8, sessions, 300 + id % 900, 0.5 + busy / 2);
    }

    private void computedServer(int id) {
        double busy = (1 + LoadProfile.noise(id * 41L)) / 2;
        server(id, 20 + 50 * busy, 30 + 60 * busy, 80 + 250 * busy, 500.0, Duration.ZERO);
    }

    private void lab(String name, @Nullable Integer estimate, int users, int minutes, int sessions, int... standsOn) {
        int id = labs.size() + 1;
        if (id > labCount) {
            return;
        }
        labs.add(new Lab(id, name, sessions, (long) sessions * users * minutes, estimate, users, minutes));
        Set<Long> distinct = new LinkedHashSet<>();
        for (int server : standsOn) {
            distinct.add((server - 1L) % Math.max(serverCount, 1) + 1);
        }
        if (serverCount > 0) {
            distinct.forEach(server -> allocations.add(new Allocation(allocations.size() + 1, name, server)));
        }
    }

    private void entry(String name, String type, String difficulty) {
        catalogue.add(new CatalogueLab(name, type, difficulty));
    }

    private void activity(String name, String type, String difficulty, int events, int users, int errors) {
        entry(name, type, difficulty);
        activities.add(
                new Activity(type, events, users, errors, LoadProfile.rounded(400 + 300 * LoadProfile.noise(events))));
    }

    private void type(
            String name,
            String type,
            String difficulty,
            int events,
            int users,
            int errors,
            double completion,
            double success) {
        activity(name, type, difficulty, events, users, errors);
        performances.add(
                new Performance(type, users, completion, success, errors < 10 ? ERRORS.subList(0, 1) : ERRORS));
    }

    private void server(
            int id, double cpu, double memory, double disk, @Nullable Double maxDisk, Duration sinceChecked) {
        server(id, cpu, memory, disk, maxDisk, sinceChecked, LoadPattern.WORKING_WEEK);
    }

    private void server(
            int id,
            double cpu,
            double memory,
            double disk,
            @Nullable Double maxDisk,
            Duration sinceChecked,
            LoadPattern load) {
        if (id > serverCount) {
            return;
        }
        Instant checked = now.minus(sinceChecked);
        servers.add(new Server(
                id,
                "192.168." + id / 100 + '.' + (100 + id % 100),
                LoadProfile.rounded(
                        cpu * LoadProfile.cpu(load, checked) + LoadProfile.extraCpu(load, MAX_CPU, Duration.ZERO)),
                LoadProfile.rounded(memory * LoadProfile.memory(load, checked)),
                disk,
                MAX_CPU,
                128.0,
                maxDisk,
                sinceChecked,
                load));
    }
}
