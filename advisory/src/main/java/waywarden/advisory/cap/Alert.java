package waywarden.advisory.cap;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A warning as CAP carries it: who says what to whom about which event, in one `Info` for each
/// language or part.
///
/// Texts are as written; `toString` says none of them, so that they cannot reach a log.
///
/// @param version    of CAP that it was read in; what is written is always 1.2
/// @param references what an Update or Cancel is about
/// @param incidents  names of the happenings it belongs to
/// @param codes      marks of profiles
public record Alert(
        CapVersion version,
        String identifier,
        String sender,
        OffsetDateTime sent,
        Status status,
        MessageType messageType,
        @Nullable String source,
        Scope scope,
        @Nullable String restriction,
        List<String> addresses,
        List<String> codes,
        @Nullable String note,
        List<Reference> references,
        List<String> incidents,
        List<Info> infos) {

    public Alert {
        addresses = List.copyOf(addresses);
        codes = List.copyOf(codes);
        references = List.copyOf(references);
        incidents = List.copyOf(incidents);
        infos = List.copyOf(infos);
    }

    /// What other messages call this one.
    public Reference reference() {
        return new Reference(sender, identifier, sent);
    }

    @Override
    public String toString() {
        return "Alert[" + identifier + ", " + messageType + ", " + infos.size() + " infos]";
    }

    public enum Status {
        ACTUAL,
        EXERCISE,
        SYSTEM,
        TEST,
        DRAFT
    }

    public enum MessageType {
        ALERT,
        UPDATE,
        CANCEL,
        ACK,
        ERROR
    }

    public enum Scope {
        PUBLIC,
        RESTRICTED,
        PRIVATE
    }

    public enum Category {
        GEO,
        MET,
        SAFETY,
        SECURITY,
        RESCUE,
        FIRE,
        HEALTH,
        ENV,
        TRANSPORT,
        INFRA,
        CBRNE,
        OTHER
    }

    public enum ResponseType {
        SHELTER,
        EVACUATE,
        PREPARE,
        EXECUTE,
        AVOID,
        MONITOR,
        ASSESS,
        ALL_CLEAR,
        NONE
    }

    public enum Urgency {
        IMMEDIATE,
        EXPECTED,
        FUTURE,
        PAST,
        UNKNOWN
    }

    public enum Severity {
        EXTREME,
        SEVERE,
        MODERATE,
        MINOR,
        UNKNOWN
    }

    /// CAP 1.0's "Very Likely" is read as LIKELY.
    public enum Certainty {
        OBSERVED,
        LIKELY,
        POSSIBLE,
        UNLIKELY,
        UNKNOWN
    }

    /// The message's name elsewhere: CAP's triple of sender, identifier and time.
    public record Reference(String sender, String identifier, OffsetDateTime sent) {

        /// The same moment may be written with another offset.
        public boolean names(Alert alert) {
            return sender.equals(alert.sender) && identifier.equals(alert.identifier) && sent.isEqual(alert.sent);
        }
    }

    /// A name and its value: an event code, a parameter, a geocode.
    public record Named(String name, String value) {
        @Override
        public String toString() {
            return "Named[" + name + "]";
        }
    }

    /// What is said in one language.
    ///
    /// @param language BCP 47; null where not said, which CAP takes as en-US
    @SuppressWarnings("AvoidCommonTypeNames") // The standard's own word.
    public record Info(
            @Nullable String language,
            List<Category> categories,
            String event,
            List<ResponseType> responseTypes,
            Urgency urgency,
            Severity severity,
            Certainty certainty,
            @Nullable String audience,
            List<Named> eventCodes,
            @Nullable OffsetDateTime effective,
            @Nullable OffsetDateTime onset,
            @Nullable OffsetDateTime expires,
            @Nullable String senderName,
            @Nullable String headline,
            @Nullable String description,
            @Nullable String instruction,
            @Nullable String web,
            @Nullable String contact,
            List<Named> parameters,
            List<Resource> resources,
            List<Area> areas) {

        public Info {
            categories = List.copyOf(categories);
            responseTypes = List.copyOf(responseTypes);
            eventCodes = List.copyOf(eventCodes);
            parameters = List.copyOf(parameters);
            resources = List.copyOf(resources);
            areas = List.copyOf(areas);
        }

        /// The language said, else the one CAP takes in its place.
        public String spoken() {
            return language == null ? "en-US" : language;
        }

        /// The values of all parameters of that name.
        public List<String> parameter(String name) {
            return parameters.stream()
                    .filter(parameter -> parameter.name().equals(name))
                    .map(Named::value)
                    .toList();
        }

        public Optional<String> eventCode(String name) {
            return eventCodes.stream()
                    .filter(code -> code.name().equals(name))
                    .map(Named::value)
                    .findFirst();
        }

        @Override
        public String toString() {
            return "Info[" + spoken() + ", " + areas.size() + " areas]";
        }
    }

    /// A file that belongs to the warning.
    ///
    /// @param size     in bytes
    /// @param derefUri the file itself in Base64
    public record Resource(
            String description,
            @Nullable String mimeType,
            @Nullable BigInteger size,
            @Nullable String uri,
            @Nullable String derefUri,
            @Nullable String digest) {
        @Override
        public String toString() {
            return "Resource[" + mimeType + "]";
        }
    }

    /// Where: the union of all shapes and codes.
    ///
    /// @param polygons as written: `lat,lon lat,lon …`
    /// @param circles  as written: `lat,lon kilometres`
    /// @param altitude in feet above mean sea level
    public record Area(
            String description,
            List<String> polygons,
            List<String> circles,
            List<Named> geocodes,
            @Nullable BigDecimal altitude,
            @Nullable BigDecimal ceiling) {

        public Area {
            polygons = List.copyOf(polygons);
            circles = List.copyOf(circles);
            geocodes = List.copyOf(geocodes);
        }

        /// The values of all geocodes of that name.
        public List<String> geocode(String name) {
            return geocodes.stream()
                    .filter(code -> code.name().equalsIgnoreCase(name))
                    .map(Named::value)
                    .toList();
        }

        @Override
        public String toString() {
            return "Area[" + polygons.size() + " polygons, " + circles.size() + " circles, " + geocodes.size()
                    + " geocodes]";
        }
    }
}
