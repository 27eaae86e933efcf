package org.ar1.integration.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ar1.integration.jaxrs.MatrixOracle.Line;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The README's table "What happens when" says what the fault matrix expects. */
class WhatHappensWhenTest {

    private static final Pattern WORD = Pattern.compile("`([a-z_]+)`");
    private static final Pattern STATUS = Pattern.compile("\\b[1-5]\\d\\d\\b");

    /** The words of a row that are outcomes or codes, and its statuses. */
    private record Row(Set<String> cold, Set<String> warm, Set<String> statuses, Set<String> codes) {}

    private static Map<String, Row> rows;

    @BeforeAll
    static void readTable() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        String section = readme.substring(readme.indexOf("\n## What happens when\n"));
        rows = section.lines()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> line.split("\\|", -1))
                .collect(Collectors.toMap(cells -> cells[1].strip(), WhatHappensWhenTest::row));
    }

    private static Row row(String[] cells) {
        assertThat(cells).as(cells[1]).hasSize(7);
        return new Row(words(cells[2]), words(cells[3]), found(STATUS, cells[4], 0), words(cells[5]));
    }

    private static Set<String> words(String cell) {
        return found(WORD, cell, 1);
    }

    private static Set<String> found(Pattern pattern, String cell, int group) {
        return pattern.matcher(cell)
                .results()
                .map(result -> result.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the cells of these expect of those of their sources. */
    private static Row expected(List<MatrixOracle> cells, BiPredicate<MatrixOracle, MatrixSource> sources) {
        return new Row(
                union(cells, sources, cell -> !cell.warm(), Line::outcomes),
                union(cells, sources, MatrixOracle::warm, Line::outcomes),
                cells.stream()
                        .map(cell -> String.valueOf(cell.httpStatus()))
                        .collect(Collectors.toCollection(TreeSet::new)),
                union(cells, sources, cell -> true, Line::codes));
    }

    private static Set<String> union(
            List<MatrixOracle> cells,
            BiPredicate<MatrixOracle, MatrixSource> sources,
            Predicate<MatrixOracle> state,
            Function<Line, Set<String>> words) {
        return cells.stream()
                .filter(state)
                .flatMap(cell -> cell.endpoint().sources().stream()
                        .filter(source -> sources.test(cell, source))
                        .flatMap(source -> words.apply(cell.line(source)).stream()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<MatrixOracle> cells(MatrixFault fault) {
        return FaultMatrixTest.cells().filter(cell -> cell.fault() == fault);
    }

    @ParameterizedTest
    @EnumSource(MatrixFault.class)
    void eachFaultHasItsRow(MatrixFault fault) {
        assertThat(rows.get(fault.readmeRow()))
                .isEqualTo(expected(
                        cells(fault).toList(), (cell, source) -> cell.broken().contains(source.service())));
    }

    @Test
    void theRowOfDenialsIsThatOfAFailingUserProgress() {
        assertThat(rows.get("denies every lab type with 404, because User Progress fails"))
                .isEqualTo(expected(
                        Arrays.stream(MatrixFault.values())
                                .flatMap(WhatHappensWhenTest::cells)
                                .filter(cell -> cell.broken().contains(SampleService.USER_PROGRESS))
                                .toList(),
                        (cell, source) -> source.mayBeAbsent()));
    }

    @Test
    void theRowOfSkippedSourcesIsThatOfAFailingResourceAllocation() {
        assertThat(rows.get("is not asked, because the list that names what to ask for failed"))
                .isEqualTo(expected(
                        Arrays.stream(MatrixFault.values())
                                .flatMap(WhatHappensWhenTest::cells)
                                .filter(cell -> cell.broken().contains(SampleService.RESOURCE_ALLOCATION))
                                .filter(cell -> !cell.endpoint().isOfUse())
                                .toList(),
                        (cell, source) -> source == MatrixSource.PEAKS));
    }

    @Test
    void theStatusesOfATotalOutageAndOfUnknownLabTypesAreThose() {
        assertThat(rows.get("and all others fail").statuses())
                .isEqualTo(FaultMatrixTest.cells(EnumSet.allOf(SampleService.class)).stream()
                        .map(cell -> String.valueOf(cell.httpStatus()))
                        .collect(Collectors.toSet()));
        assertThat(rows.get("does not know the lab type asked for, nor does any other")
                        .statuses())
                .isEqualTo(FaultMatrixTest.cells()
                        .map(cell -> String.valueOf(cell.httpStatusOfUnknownType()))
                        .collect(Collectors.toSet()));
    }
}
