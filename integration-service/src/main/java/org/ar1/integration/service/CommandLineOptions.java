package org.ar1.integration.service;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ar1.integration.internal.text.Printable;
import org.ar1.integration.jaxrs.server.setting.ServerSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What the program is called with. */
@Command(
        name = CommandLineOptions.PROGRAM,
        description = {
            "Joins what the labs are used for with the servers they run on, and answers over HTTP.",
            "Without options it serves until it is stopped."
        },
        sortOptions = false,
        separator = " ",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nSettings:%n",
        footer = {
            "  An option goes before the environment, the environment before the file, the file before the default.",
            "  docs/configuration.md lists every setting; --print-config shows the values that hold."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "  0:Done, or ended by SIGTERM",
            "  1:--check: a service or the shared cache did not answer as it should, or the state directory"
                    + " cannot be used; --insights, --servers, --lab-types: nothing can be said",
            "  2:The command line cannot be understood",
            " 69:Cannot listen: the port is taken, or the host is not of this machine",
            " 70:An error of the program itself; the log has the reason",
            " 78:A setting or the file of settings cannot be used",
            "130:Ended by Ctrl-C"
        })
final class CommandLineOptions {

    static final String PROGRAM = "integration-service";

    /** Five ports follow it. */
    private static final int LAST_FIRST_PORT = 65_530;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = {"Read settings from a properties file; its keys are the names of the environment variables."
            })
    @Nullable
    Path config;

    @Option(names = "--host", paramLabel = "HOST", description = "Listen on this address (INTEGRATION_API_HOST).")
    @Nullable
    String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Listen on this port, 0 for any free one (INTEGRATION_API_PORT).")
    @Nullable
    String port;

    @Option(
            names = "--demo",
            description = {
                "Ask a sample campus inside this program instead of the six services.",
                "Every answer is marked with the header X-Sample-Data."
            })
    boolean demo;

    @Option(
            names = "--demo-ports",
            paramLabel = "FIRST",
            description = {
                "With --demo: the six services of the campus listen on this port and the five after it,",
                "in the order in which the README lists their variables. Default: any free ports."
            })
    @Nullable
    Integer demoPorts;

    @Option(
            names = "--check",
            description = {
                "Ask each of the six services once, join the shared cache if one is set, print what they answered, and end."
            })
    boolean check;

    @Option(names = "--insights", description = "Print what an operator should know, most severe first, and end.")
    boolean insights;

    @Option(
            names = "--explain",
            paramLabel = "ID",
            description = "With --insights: print one of them, step by step, and end.")
    @Nullable
    String explain;

    @Option(names = "--servers", description = "Print the capacity of each server, least headroom first, and end.")
    boolean servers;

    @Option(names = "--lab-types", description = "Print what each lab type is used for and where it stands, and end.")
    boolean labTypes;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Of what these print: table (default), json or csv, as over HTTP.")
    @Nullable
    String format;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The IANA time zone of their hours and days (CAMPUS_ZONE).")
    @Nullable
    String zone;

    @Option(names = "--print-config", description = "Print each setting, its value and where that is from, and end.")
    boolean printConfig;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help, and end.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version, and end.")
    boolean version;

    static CommandLineOptions parse(String... arguments) throws StartupException {
        CommandLineOptions options = new CommandLineOptions();
        if (arguments.length == 0) {
            return options; // as most services are started; the parser takes a while to load
        }
        try {
            new CommandLine(options).parseArgs(arguments);
        } catch (ParameterException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
        options.validate();
        return options;
    }

    private void validate() throws StartupException {
        List<String> only = new ArrayList<>();
        addIf(check, "--check", only);
        addIf(printConfig, "--print-config", only);
        addIf(insights, "--insights", only);
        addIf(servers, "--servers", only);
        addIf(labTypes, "--lab-types", only);
        if (only.size() > 1) {
            throw usage(String.join(" and ", only) + " exclude each other");
        }
        if (demoPorts != null && !demo) {
            throw usage("--demo-ports needs --demo");
        }
        if (demoPorts != null && (demoPorts < 1 || demoPorts > LAST_FIRST_PORT)) {
            throw usage("--demo-ports is \"" + demoPorts + "\", but must be from 1 to " + LAST_FIRST_PORT);
        }
        if (explain != null && !insights) {
            throw usage("--explain needs --insights");
        }
        if ((format != null || zone != null) && !printsInsights()) {
            throw usage("--format and --zone need --insights, --servers or --lab-types");
        }
        if (format != null && !InsightOutput.FORMATS.contains(format)) {
            throw usage("--format is \"" + Printable.value(format) + "\", but must be table, json or csv");
        }
        if (explain != null && "csv".equals(format)) {
            throw usage("--explain has no table: --format must be table or json");
        }
        if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone)) {
            throw usage("--zone is \"" + Printable.value(zone)
                    + "\", but must be the name of an IANA time zone, such as Europe/Berlin");
        }
    }

    private static void addIf(boolean given, String name, List<String> names) {
        if (given) {
            names.add(name);
        }
    }

    /** Whether insights, or what they rest on, are to be printed. */
    boolean printsInsights() {
        return insights || servers || labTypes;
    }

    private static StartupException usage(String message) {
        return new StartupException(ExitCode.USAGE, List.of(message, "See " + PROGRAM + " --help"));
    }

    static String helpText() {
        return new CommandLine(new CommandLineOptions())
                .setUsageHelpWidth(100)
                .setUsageHelpAutoWidth(false)
                .getUsageMessage(CommandLine.Help.Ansi.OFF);
    }

    /** Whether a service is to start, and not only something to be printed. */
    boolean serves() {
        return !help && !version && !check && !printConfig && !printsInsights();
    }

    /** The settings that were given as options, by variable. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        if (host != null) {
            settings.put(ServerSettings.HOST.variable(), host);
        }
        if (port != null) {
            settings.put(ServerSettings.PORT.variable(), port);
        }
        return settings;
    }
}
