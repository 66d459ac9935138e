package waywarden.training;

import java.util.List;
import waywarden.phase.PhaseModel.Evidence;

/// Which acts count together as one kind of evidence. What the worker does is no evidence: how she
/// answers is for her alone to know, and in a corpus her answers give the labels away.
final class EvidenceKinds {

    private EvidenceKinds() {}

    static final List<Evidence> ALL = List.of(
            kind("reads like contact", "phase-1"),
            kind("reads like trust", "phase-2"),
            kind("reads like exploitation", "phase-3"),
            kind("sought out", "P0-01", "P0-02", "P0-03", "P0-10"),
            kind("profiles", "P0-04", "P0-05", "P0-11", "P3-26"),
            kind("probes needs", "P0-06", "P0-07", "P2-20"),
            kind("maps colleagues", "P0-08", "P2-27", "P0-09"),
            kind("engineered meeting", "P1-01", "P1-11", "P1-13", "P1-17", "P1-18"),
            kind("helps too much", "P1-02", "P2-31", "P2-33"),
            kind("flatters", "P1-03", "P1-04"),
            kind("hides the client", "P1-05", "P1-15", "P2-13", "X-02", "X-03", "X-04", "X-06", "X-09"),
            kind("too good", "P1-06", "P1-09", "P2-09", "P2-10"),
            kind("hurries", "P1-07"),
            kind("asks as scholar or press", "P1-08", "P1-10", "P1-12", "P1-19"),
            kind("moves channel", "P1-16", "P3-05"),
            kind("treats and gives", "P2-02", "P2-03"),
            kind("confides", "P1-14", "P2-04", "P2-05"),
            kind("small favours", "P2-06", "P3-25"),
            kind("paid reports", "P2-07"),
            kind("odd payment", "P2-08"),
            kind("keep it quiet", "P2-11", "P2-12"),
            kind("elicits", "P2-14", "P2-15", "P2-16", "P2-17", "P2-18", "P2-19", "P2-21", "P2-22", "P2-23"),
            kind("comes back to it", "P2-24"),
            kind("wants the inside", "P2-29", "P2-32"),
            kind("probes access", "P2-30"),
            kind("named ask", "P3-01", "P3-28"),
            kind("copies and media", "P3-02", "P3-03", "P3-04", "P3-27"),
            kind("conceals", "P3-06", "P3-22"),
            kind("prices and tasks", "P3-07", "P3-08", "P3-10", "P3-21", "P3-23"),
            kind("threatens", "P3-11", "P3-12", "P3-13", "P3-14", "P3-15"),
            kind("plays on duty", "P2-26", "P3-18", "P3-19"),
            kind("poses", "P2-28", "P3-09", "P3-16", "P3-17", "P3-24"),
            kind("minimises", "P3-20"),
            kind("verifiable", "C-01", "C-04", "C-08", "C-10"),
            kind("in the open", "C-02"),
            kind("proper contract", "C-03"),
            kind("leaves it alone", "C-05", "C-09"),
            kind("fair shares", "C-06", "C-07"));

    private static Evidence kind(String name, String... indicators) {
        return new Evidence(name, List.of(indicators), 0, 0, 0);
    }
}
