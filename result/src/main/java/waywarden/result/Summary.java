package waywarden.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import waywarden.conversation.Conversation;
import waywarden.indicator.Indicator;
import waywarden.indicator.Indicator.Kind;
import waywarden.indicator.IndicatorCatalog;
import waywarden.screening.Finding;
import waywarden.screening.ProtectedMatters.Theme;
import waywarden.screening.Screening.Screened;

/// One contact as the person is shown it: each indicator once, the most telling first.
///
/// @param screened what the screening found
/// @param signs    of an approach
/// @param easing   facts that lower the concern
/// @param own      what the worker did herself: declined, referred, gave
/// @param matters  protected matters that were asked about or told; empty without a register
public record Summary(Screened screened, List<Sign> signs, List<Sign> easing, List<Sign> own, List<Theme> matters) {

    public Summary {
        signs = List.copyOf(signs);
        easing = List.copyOf(easing);
        own = List.copyOf(own);
        matters = List.copyOf(matters);
    }

    /// An indicator seen in a conversation.
    ///
    /// @param indicator what was seen
    /// @param count     in how many places
    /// @param message   0-based index of the message that shows it most clearly
    /// @param finding   where in that message
    public record Sign(Indicator indicator, int count, int message, Finding finding) {

        public boolean readByModel() {
            return finding.readBy() == Indicator.ReadBy.MODEL;
        }
    }

    private static final Comparator<Sign> MOST_TELLING_FIRST = Comparator.comparing(
                    (Sign sign) -> sign.finding().strength())
            .thenComparing(sign -> sign.indicator().strength().value())
            .thenComparing(sign -> sign.indicator().kind())
            .reversed()
            .thenComparing(sign -> sign.indicator().id());

    /// Without a register of protected matters.
    public static Summary of(Screened screened, IndicatorCatalog catalog) {
        return of(screened, catalog, List.of());
    }

    public static Summary of(Screened screened, IndicatorCatalog catalog, List<Theme> matters) {
        List<Sign> signs = new ArrayList<>();
        List<Sign> easing = new ArrayList<>();
        List<Sign> own = new ArrayList<>();
        for (Sign sign : bySign(screened, catalog).values()) {
            Kind kind = sign.indicator().kind();
            (kind == Kind.COUNTER ? easing : kind == Kind.WORKER ? own : signs).add(sign);
        }
        signs.sort(MOST_TELLING_FIRST);
        easing.sort(MOST_TELLING_FIRST);
        own.sort(Comparator.comparing(Sign::message));
        return new Summary(screened, signs, easing, own, matters);
    }

    public Conversation conversation() {
        return screened.conversation();
    }

    /// Every sign, of whatever group.
    public Stream<Sign> all() {
        return Stream.of(signs, easing, own).flatMap(List::stream);
    }

    /// An indicator that was seen.
    public Indicator indicator(String id) {
        return all().map(Sign::indicator)
                .filter(indicator -> indicator.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Sign> bySign(Screened screened, IndicatorCatalog catalog) {
        Map<String, Sign> byId = new LinkedHashMap<>();
        for (int i = 0; i < screened.messages().size(); i++) {
            int message = i;
            for (Finding finding : screened.messages().get(i).findings()) {
                byId.compute(finding.indicator(), (id, seen) -> {
                    if (seen == null) {
                        return new Sign(catalog.find(id).orElseThrow(), 1, message, finding);
                    }
                    boolean stronger = finding.strength() > seen.finding().strength();
                    return new Sign(
                            seen.indicator(),
                            seen.count() + 1,
                            stronger ? message : seen.message(),
                            stronger ? finding : seen.finding());
                });
            }
        }
        return byId;
    }
}
