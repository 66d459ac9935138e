package waywarden.training;

import java.util.List;
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

/// The product itself as a row of a table: trained anew on each training part, and read by the same screener that a
/// person runs.
///
/// @param name       as the tables show it
/// @param catalog    the indicators
/// @param background ordinary conversations that every training part is joined by; may be empty
public record WaywardenDetector(String name, IndicatorCatalog catalog, List<Labelled> background) implements Detector {

    public WaywardenDetector {
        background = List.copyOf(background);
    }

    @Override
    public Fitted fit(List<Labelled> training, long seed) {
        ModelTraining.Options options = new ModelTraining.Options(seed, ModelTraining.Options.DEFAULT.parts());
        return reading(new Screener(catalog, ModelTraining.fit(training, background, catalog, options)));
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
