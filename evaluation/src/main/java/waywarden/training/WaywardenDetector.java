package waywarden.training;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import waywarden.conversation.Conversation;
import waywarden.evaluation.Detector;
import waywarden.evaluation.Labelled;
import waywarden.evaluation.Reading;
import waywarden.indicator.IndicatorCatalog;
import waywarden.phase.Phase;
import waywarden.screening.Screener;
import waywarden.screening.Screening;
import waywarden.screening.Screening.NotScreened;
import waywarden.screening.Screening.Screened;
import waywarden.screening.ScreeningModel;
import waywarden.training.ModelTraining.Part;

/// The product itself as a row of a table: trained anew on each training part, and read by the same screener that a
/// person runs.
public final class WaywardenDetector implements Detector {

    private final String name;
    private final IndicatorCatalog catalog;
    private final Set<Part> without;
    private final Preparation preparation;

    /// What a training part is prepared by: the seed is that of all randomness.
    private interface Preparation {
        ModelTraining of(List<Labelled> training, long seed);
    }

    private WaywardenDetector(String name, IndicatorCatalog catalog, Set<Part> without, Preparation preparation) {
        this.name = name;
        this.catalog = catalog;
        this.without = without;
        this.preparation = preparation;
    }

    /// @param name     as the tables show it
    /// @param catalog  the indicators
    /// @param ordinary ordinary conversations that every training part is joined by
    /// @param teacher  what is known of languages beside the corpus
    public static Detector of(String name, IndicatorCatalog catalog, Ordinary ordinary, Teacher teacher) {
        return new WaywardenDetector(name, catalog, Set.of(), preparation(catalog, ordinary, teacher));
    }

    /// The product, and the product without one part after another: what each adds. All are fitted on the same heads,
    /// which are kept until all have been.
    public static List<Detector> ablated(String name, IndicatorCatalog catalog, Ordinary ordinary, Teacher teacher) {
        Preparation preparation = preparation(catalog, ordinary, teacher);
        IdentityHashMap<List<Labelled>, ModelTraining> kept = new IdentityHashMap<>();
        Preparation shared = (training, seed) -> kept.computeIfAbsent(training, part -> preparation.of(part, seed));
        return List.of(
                new WaywardenDetector(name, catalog, Set.of(), shared),
                new WaywardenDetector(name + " without contrasts", catalog, Set.of(Part.CONTRASTS), shared),
                new WaywardenDetector(name + " without acts", catalog, Set.of(Part.ACTS), shared),
                new WaywardenDetector(name + ", acts alone", catalog, Set.of(Part.COURSE), shared));
    }

    private static Preparation preparation(IndicatorCatalog catalog, Ordinary ordinary, Teacher teacher) {
        return (training, seed) -> ModelTraining.prepared(
                training,
                ordinary,
                catalog,
                teacher,
                new ModelTraining.Options(seed, ModelTraining.Options.DEFAULT.parts()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Fitted fit(List<Labelled> training, long seed) {
        return reading(new Screener(catalog, preparation.of(training, seed).fit(without)));
    }

    /// The model that ships, whatever the training part: for sets it has never seen.
    public static Detector shipped(String name) {
        Fitted fitted = reading(new Screener(IndicatorCatalog.bundled(), ScreeningModel.bundled()));
        return new Detector() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Fitted fit(List<Labelled> training, long seed) {
                return fitted;
            }
        };
    }

    private static Fitted reading(Screener screener) {
        return new Fitted() {
            @Override
            public Reading read(Conversation conversation) {
                return reading(screener.screen(conversation));
            }

            @Override
            public double threshold() {
                return screener.verifyThreshold();
            }
        };
    }

    private static Reading reading(Screening screening) {
        return switch (screening) {
            case Screened screened ->
                new Reading(
                        screened.messages().getLast().belief().approach(),
                        screened.alarmAt(),
                        number(screened.phase()),
                        screened.messages().stream()
                                .map(message -> message.belief().approach())
                                .toList(),
                        screened.messages().stream()
                                .map(message -> number(message.phase()))
                                .toList());
            case NotScreened not -> {
                List<Integer> none =
                        not.conversation().messages().stream().map(m -> 0).toList();
                yield new Reading(0, null, 0, none.stream().map(n -> 0.0).toList(), none);
            }
        };
    }

    private static int number(Phase phase) {
        return switch (phase) {
            case NONE -> 0;
            case CONTACT -> 1;
            case TRUST -> 2;
            case EXPLOITATION -> 3;
        };
    }
}
