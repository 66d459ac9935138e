package waywarden.cli;

import java.nio.charset.Charset;
import waywarden.phase.Phase;
import waywarden.screening.Concern;

/// How things are drawn on an output: in colour or plainly, with block characters or in ASCII.
///
/// @param colour  whether escape sequences may be written
/// @param graphic whether the output's character set has the characters that charts are drawn with
record Ink(boolean colour, boolean graphic) {

    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final String PLAIN_BLOCKS = "_.:-=+*#";

    static Ink on(Surroundings surroundings) {
        Charset charset = surroundings.charset();
        boolean drawable = charset.canEncode() && charset.newEncoder().canEncode(BLOCKS + "▲●·…«»");
        boolean plainLocale = surroundings.env().getOrDefault("LC_ALL", "").equals("C");
        return new Ink(surroundings.colour(), drawable && !plainLocale);
    }

    /// A bar for a probability.
    char bar(double probability) {
        int step = (int) Math.min(7, Math.max(0, Math.floor(probability * 8)));
        return (graphic ? BLOCKS : PLAIN_BLOCKS).charAt(step);
    }

    String bullet() {
        return graphic ? "•" : "-";
    }

    String dot() {
        return graphic ? "·" : ".";
    }

    String between() {
        return graphic ? " · " : " - ";
    }

    String up() {
        return graphic ? "▲" : "^";
    }

    String disc() {
        return graphic ? "●" : "*";
    }

    String bold(String text) {
        return wrapped("1", text);
    }

    String dim(String text) {
        return wrapped("2", text);
    }

    /// Evidence: bold and underlined where that can be shown, else between guillemets.
    String evidence(String text) {
        if (colour) return wrapped("1;4", text);
        return graphic ? "«" + text + "»" : ">" + text + "<";
    }

    String in(Concern concern, String text) {
        return wrapped(
                switch (concern) {
                    case NONE -> "32";
                    case NOTICE -> "36;1";
                    case VERIFY -> "33;1";
                    case STOP -> "31;1";
                },
                text);
    }

    String in(Phase phase, String text) {
        return wrapped(
                switch (phase) {
                    case NONE -> "2";
                    case CONTACT -> "36";
                    case TRUST -> "33";
                    case EXPLOITATION -> "31";
                },
                text);
    }

    private String wrapped(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
