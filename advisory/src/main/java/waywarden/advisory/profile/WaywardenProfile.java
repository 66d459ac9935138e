package waywarden.advisory.profile;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.area.Outline;
import waywarden.advisory.audience.Role;
import waywarden.advisory.audience.Sector;
import waywarden.advisory.audience.Targets;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.Area;
import waywarden.advisory.cap.Alert.Category;
import waywarden.advisory.cap.Alert.Info;
import waywarden.advisory.cap.Alert.MessageType;
import waywarden.advisory.cap.Alert.Status;
import waywarden.advisory.cap.CapVersion;
import waywarden.advisory.cap.Finding;
import waywarden.advisory.cap.Rule;
import waywarden.advisory.template.Templates;
import waywarden.indicator.IndicatorCatalog;

/// Our own profile: a warning about an approach, which says the same in each language, ends, names
/// whom it is for in codes, and names no person.
public final class WaywardenProfile implements Profile {

    public static final String CODE = Targets.PROFILE;

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern SUBDIVISION = Pattern.compile("([A-Z]{2})-[A-Z0-9]{1,3}");
    private static final Pattern MARKUP = Pattern.compile("</?[a-zA-Z][^<>]{0,500}>");
    private static final Pattern EXERCISE =
            Pattern.compile("^\\W*(exercise|test|演习|演練|测试|測試)", Pattern.CASE_INSENSITIVE);

    @Override
    public String name() {
        return "waywarden";
    }

    @Override
    public boolean isNamedBy(Alert alert) {
        return alert.codes().contains(CODE);
    }

    @Override
    public List<Finding> check(Alert alert) {
        return new Check(alert).all();
    }

    /// One message's examination.
    private static final class Check {
        private final Alert alert;
        private final List<Finding> findings = new ArrayList<>();

        Check(Alert alert) {
            this.alert = alert;
        }

        List<Finding> all() {
            if (alert.version() != CapVersion.V1_2) {
                add(Rule.PROFILE_NOT_1_2, "/alert", alert.version().number());
            }
            if (!alert.codes().contains(CODE)) add(Rule.PROFILE_CODE_MISSING, "/alert");
            for (String address : alert.addresses()) {
                if (address.contains("@")) add(Rule.PROFILE_PERSON_ADDRESSED, "/alert/addresses", address);
            }
            boolean telling = alert.messageType() == MessageType.ALERT || alert.messageType() == MessageType.UPDATE;
            if (!telling) return findings;
            if (alert.infos().isEmpty()) add(Rule.PROFILE_NO_INFO, "/alert");
            Set<String> languages = new HashSet<>();
            for (int i = 0; i < alert.infos().size(); i++) {
                Info info = alert.infos().get(i);
                String path = "/alert/info[" + (i + 1) + "]";
                if (info.language() == null) add(Rule.PROFILE_LANGUAGE_MISSING, path);
                if (!languages.add(info.spoken().toLowerCase(Locale.ROOT))) {
                    add(Rule.PROFILE_LANGUAGE_TWICE, path + "/language", info.spoken());
                }
                info(info, path);
            }
            sameInEveryLanguage();
            return findings;
        }

        private void info(Info info, String path) {
            time(info, path);
            if (!info.categories().contains(Category.SECURITY)) add(Rule.PROFILE_NOT_SECURITY, path + "/category");
            String pattern = info.eventCode(Targets.PATTERN).orElse("");
            Set<String> patterns = Templates.ids();
            if (!patterns.contains(pattern)) {
                add(Rule.PROFILE_PATTERN, path + "/eventCode", pattern, String.join(", ", patterns));
            }
            text(info.headline(), path, "headline");
            text(info.description(), path, "description");
            text(info.instruction(), path, "instruction");
            text(info.contact(), path, "contact");
            String headline = info.headline();
            boolean exercise = alert.status() == Status.EXERCISE || alert.status() == Status.TEST;
            if (exercise && headline != null && !EXERCISE.matcher(headline).find()) {
                add(Rule.PROFILE_EXERCISE_UNMARKED, path + "/headline");
            }
            codes(info, path);
            if (info.areas().isEmpty()) add(Rule.PROFILE_AREA_MISSING, path);
            for (int j = 0; j < info.areas().size(); j++) area(info.areas().get(j), path + "/area[" + (j + 1) + "]");
        }

        private void time(Info info, String path) {
            OffsetDateTime expires = info.expires();
            OffsetDateTime from = info.effective() == null ? alert.sent() : info.effective();
            if (expires == null) add(Rule.PROFILE_EXPIRES_MISSING, path);
            else if (!expires.isAfter(from) || !expires.isAfter(alert.sent())) {
                add(Rule.PROFILE_EXPIRES_WRONG, path + "/expires");
            } else if (expires.isAfter(from.plusDays(366))) add(Rule.PROFILE_LONG_LIFE, path + "/expires");
        }

        private void text(@Nullable String text, String path, String name) {
            if (text == null) add(Rule.PROFILE_TEXT_MISSING, path, name);
            else if (MARKUP.matcher(text).find()) add(Rule.PROFILE_MARKUP, path + "/" + name, name);
        }

        private void codes(Info info, String path) {
            for (String indicator : info.parameter(Targets.INDICATOR)) {
                if (KnownIndicators.CATALOG.find(indicator).isEmpty()) {
                    add(Rule.PROFILE_INDICATOR, path + "/parameter", indicator);
                }
            }
            known(info, path, Targets.SECTOR, Stream.of(Sector.values()).map(Sector::code));
            known(info, path, Targets.ROLE, Stream.of(Role.values()).map(Role::code));
        }

        private void known(Info info, String path, String parameter, Stream<String> codes) {
            Set<String> known = codes.collect(Collectors.toCollection(java.util.TreeSet::new));
            for (String value : info.parameter(parameter)) {
                if (!known.contains(value)) {
                    String what = parameter.substring(parameter.indexOf(':') + 1);
                    add(Rule.PROFILE_SECTOR, path + "/parameter", value, "@word." + what, String.join(", ", known));
                }
            }
        }

        private void area(Area area, String path) {
            for (String country : area.geocode(Targets.COUNTRY)) {
                if (!COUNTRIES.contains(country)) add(Rule.PROFILE_COUNTRY_UNKNOWN, path + "/geocode", country);
            }
            for (String part : area.geocode(Targets.SUBDIVISION)) {
                var matcher = SUBDIVISION.matcher(part);
                if (!matcher.matches() || !COUNTRIES.contains(matcher.group(1))) {
                    add(Rule.PROFILE_COUNTRY_UNKNOWN, path + "/geocode", part);
                }
            }
            if (Targets.countries(area).isEmpty() && !Targets.isWorld(area)) {
                add(Rule.PROFILE_COUNTRY_MISSING, path);
            }
            for (String polygon : area.polygons()) shape(Outline.polygon(polygon), path + "/polygon");
            for (String circle : area.circles()) shape(Outline.circle(circle), path + "/circle");
        }

        private void shape(Outline outline, String path) {
            if (outline.shape() == null) add(Rule.PROFILE_SHAPE, path);
        }

        private void sameInEveryLanguage() {
            differ("expires", Info::expires);
            differ("effective", info -> info.effective() == null ? "" : info.effective());
            differ("urgency", Info::urgency);
            differ("severity", Info::severity);
            differ("certainty", Info::certainty);
            differ("eventCode", info -> new HashSet<>(info.eventCodes()));
            differ("parameter", info -> new HashSet<>(info.parameters()));
            differ(
                    "area",
                    info -> info.areas().stream()
                            .map(area -> Arrays.asList(area.polygons(), area.circles(), area.geocodes()))
                            .collect(Collectors.toSet()));
        }

        private void differ(String name, Function<Info, @Nullable Object> of) {
            long kinds = alert.infos().stream()
                    .map(info -> same(of.apply(info)))
                    .distinct()
                    .count();
            if (kinds > 1) add(Rule.PROFILE_INFOS_DIFFER, "/alert/info", name);
        }

        /// Moments are the same however their offset is written.
        private static Object same(@Nullable Object value) {
            if (value instanceof OffsetDateTime time) return time.toInstant();
            return value == null ? "" : value;
        }

        private void add(Rule rule, String path, Object... args) {
            findings.add(Finding.of(rule, path, 0, args));
        }
    }

    /// Read when a warning first names an indicator.
    private static final class KnownIndicators {
        private static final IndicatorCatalog CATALOG = IndicatorCatalog.bundled();
    }
}
