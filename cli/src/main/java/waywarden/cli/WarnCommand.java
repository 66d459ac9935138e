package waywarden.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/// Warnings to the people they concern: checked, written, signed, shown, fetched.
@picocli.CommandLine.Command(name = "warn", synopsisSubcommandLabel = "COMMAND")
final class WarnCommand extends Command implements CommandGroup {

    WarnCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Map<String, Object> parts() {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("validate", new WarnValidateCommand(surroundings));
        parts.put("new", new WarnNewCommand(surroundings));
        parts.put("sign", new WarnSignCommand(surroundings));
        parts.put("show", new WarnShowCommand(surroundings));
        parts.put("feed", new WarnFeedCommand(surroundings));
        return parts;
    }

    @Override
    public Integer call() {
        throw new UsageFault(texts().say("warn.which", String.join(", ", parts().keySet())));
    }
}
