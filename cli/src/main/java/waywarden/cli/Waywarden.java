package waywarden.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import waywarden.conversation.WaywardenException;
import waywarden.result.Texts;

/// The command line `waywarden`.
@picocli.CommandLine.Command(name = "waywarden", synopsisSubcommandLabel = "COMMAND", subcommandsRepeatable = false)
public final class Waywarden implements Runnable {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /// Every command by its name. Only the one called for is made, so that starting stays quick.
    private static final Map<String, Function<Surroundings, Object>> COMMANDS = commands();

    private static Map<String, Function<Surroundings, Object>> commands() {
        Map<String, Function<Surroundings, Object>> commands = new LinkedHashMap<>();
        commands.put("screen", here -> new ScreenCommand(here, new BundledLibrary()));
        commands.put("open", OpenCommand::new);
        commands.put("note", NoteCommand::new);
        commands.put("check", CheckCommand::new);
        commands.put("register", RegisterCommand::in);
        commands.put("explain", ExplainCommand::new);
        commands.put("indicators", IndicatorsCommand::new);
        commands.put("formats", FormatsCommand::new);
        commands.put("warn", WarnCommand::new);
        commands.put("stream", StreamCommand::new);
        commands.put("desk", DeskCommand::new);
        commands.put("evaluate", EvaluateCommand::new);
        commands.put("train", TrainCommand::new);
        return commands;
    }

    @Option(names = "--lang", paramLabel = "en|zh", descriptionKey = "lang")
    String language = "";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "help")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            descriptionKey = "version")
    boolean version;

    @picocli.CommandLine.Spec
    picocli.CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    private Waywarden() {}

    public static void main(String[] args) {
        System.exit(run(Surroundings.ofThisProcess(), args));
    }

    /// Runs a command and says what to tell the shell that called it.
    static int run(Surroundings here, String... args) {
        return run(here, COMMANDS, args);
    }

    static int run(Surroundings here, Map<String, Function<Surroundings, Object>> commands, String... args) {
        Texts texts = Texts.in(languageIn(args), here.locale(), Command.WORDS);
        PrintWriter out = here.printer();
        PrintWriter err = here.errorPrinter();
        CommandLine line = commandLine(here, texts, commands, args);
        line.setOut(out);
        line.setErr(err);
        line.setParameterExceptionHandler((fault, faultyArgs) -> {
            err.println(said(texts, fault));
            return Command.WRONG_USAGE;
        });
        line.setExecutionExceptionHandler((failure, failed, parsed) -> failed(here, texts, err, failure));
        int code = line.execute(args);
        out.flush();
        flush(here);
        return code;
    }

    @Override
    public void run() {
        if (spec != null) throw new MissingParameterException(spec.commandLine(), List.of(), "COMMAND");
    }

    private static CommandLine commandLine(
            Surroundings here, Texts texts, Map<String, Function<Surroundings, Object>> commands, String... args) {
        boolean known = args.length > 0 && commands.containsKey(args[0]);
        // First of all: what it starts to read goes on beside the rest.
        Map<String, Object> made = new LinkedHashMap<>();
        commands.forEach((name, command) -> {
            if (!known || name.equals(args[0])) made.put(name, command.apply(here));
        });
        ResourceBundle help = ResourceBundle.getBundle("waywarden.cli.help", texts.locale(), NO_FALLBACK);
        CommandLine line = new CommandLine(new Waywarden());
        line.setResourceBundle(help);
        line.getCommandSpec().version("waywarden " + version());
        made.forEach((name, command) -> {
            CommandLine sub = new CommandLine(command);
            if (sub.getCommand() instanceof CommandGroup group) group.parts().forEach(sub::addSubcommand);
            sub.setResourceBundle(help);
            line.addSubcommand(name, sub);
        });
        line.setUsageHelpWidth(Math.clamp(here.width(), 60, 100));
        line.setUsageHelpLongOptionsMaxWidth(34);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                here.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    private static String version() {
        String version = Waywarden.class.getPackage().getImplementationVersion();
        return version == null ? "(built from source)" : version;
    }

    /// Known before the command line is read, for complaints about it.
    private static @org.jspecify.annotations.Nullable String languageIn(String... args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith("--lang=")) return args[i].substring("--lang=".length());
            if (args[i].equals("--lang") && i + 1 < args.length) return args[i + 1];
        }
        return null;
    }

    private static String said(Texts texts, ParameterException fault) {
        String what = switch (fault) {
            case UnmatchedArgumentException unmatched -> unknown(texts, unmatched);
            case MissingParameterException missing -> texts.say("usage.missing", missing(missing));
            default -> String.valueOf(fault.getMessage());
        };
        return what + " "
                + texts.say(
                        "usage.help", fault.getCommandLine().getCommandSpec().qualifiedName());
    }

    private static String unknown(Texts texts, UnmatchedArgumentException unmatched) {
        String said = texts.say("usage.unknown", String.join(" ", unmatched.getUnmatched()));
        List<String> near = unmatched.getSuggestions();
        return near.isEmpty() ? said : said + " " + texts.say("usage.meant", near.getFirst());
    }

    private static String missing(MissingParameterException missing) {
        String labels = missing.getMissing().stream().map(ArgSpec::paramLabel).collect(Collectors.joining(", "));
        return labels.isEmpty() ? "COMMAND" : labels;
    }

    /// What went wrong in a sentence; the trace only for those who ask for it.
    private static int failed(Surroundings here, Texts texts, PrintWriter err, Exception failure) {
        if (!here.env().getOrDefault("WAYWARDEN_DEBUG", "").isEmpty()) failure.printStackTrace(err);
        return switch (failure) {
            case Command.UsageFault fault -> {
                err.println(fault.sentence());
                yield Command.WRONG_USAGE;
            }
            case SettingsFile.UnusableSettings fault -> {
                err.println(texts.say("usage.settings", String.valueOf(fault.getMessage())));
                yield Command.WRONG_USAGE;
            }
            case WaywardenException fault -> {
                err.println(fault.getMessage());
                yield Command.NOT_ALL_READ;
            }
            case IOException io -> {
                err.println(texts.say("failure.io", io.getClass().getSimpleName()));
                yield Command.NOT_ALL_READ;
            }
            case UncheckedIOException io -> {
                err.println(texts.say("failure.io", io.getClass().getSimpleName()));
                yield Command.NOT_ALL_READ;
            }
            default -> {
                err.println(texts.say("failure.unexpected", failure.getClass().getSimpleName()));
                yield Command.NOT_ALL_READ;
            }
        };
    }

    private static void flush(Surroundings here) {
        try {
            here.out().flush();
        } catch (IOException e) {
            // The reader of a pipe has gone away; there is no one left to tell.
        }
    }
}
