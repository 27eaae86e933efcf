package org.ar1.integration.internal.service;

import org.ar1.integration.upstream.ServerStatistics;

import java.io.IOException;
import java.time.Instant;

/** The program of {@link HistoryMemoryTest}: reads a history of some servers and marks, and prints what it holds then. */
final class HistoryMemory {

    private static final Instant NOW = Instant.parse("2026-11-23T01:25:00Z");

    private HistoryMemory() {}

    public static void main(String[] args) throws IOException {
        HistoryBudget budget = new HistoryBudget(8, 64 << 20);
        // Once with little, so that what is made once is there before.
        InfrastructureJson.statistics(() -> NOW, budget).decode(new ArithmeticHistory(NOW, 2, 2));
        long before = live();
        ServerStatistics statistics = InfrastructureJson.statistics(() -> NOW, budget)
                .decode(new ArithmeticHistory(NOW, Integer.parseInt(args[0]), Integer.parseInt(args[1])));
        long held = live() - before;
        System.out.println("rows=" + statistics.rows() + " samples="
                + statistics.servers().get(1L).samples() + " weighed=" + InfrastructureJson.bytes(statistics));
        System.out.println("held=" + held);
    }

    private static long live() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
