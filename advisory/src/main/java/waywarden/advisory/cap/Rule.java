package waywarden.advisory.cap;

/// Every rule a message is held to. Ids never change; `sentences.properties` holds the sentence and
/// the way to mend it.
public enum Rule {
    // Reading the document at all.
    TOO_LARGE("X-01", Weight.ERROR),
    DOCTYPE("X-02", Weight.ERROR),
    TOO_DEEP("X-03", Weight.ERROR),
    TOO_MANY_ELEMENTS("X-04", Weight.ERROR),
    TOO_MANY_POINTS("X-05", Weight.ERROR),
    NOT_WELL_FORMED("X-06", Weight.ERROR),
    ENCODING("X-07", Weight.ERROR),
    EMPTY("X-08", Weight.ERROR),
    ENCODING_REPAIRED("X-09", Weight.WARNING),

    // The shape the standard gives a message.
    NOT_CAP("S-01", Weight.ERROR),
    UNKNOWN_NAMESPACE("S-02", Weight.ERROR),
    MISSING("S-03", Weight.ERROR),
    UNKNOWN_ELEMENT("S-04", Weight.ERROR),
    OUT_OF_ORDER("S-05", Weight.ERROR),
    TOO_OFTEN("S-06", Weight.ERROR),
    NOT_A_VALUE("S-07", Weight.ERROR),
    NOT_A_TIME("S-08", Weight.ERROR),
    NOT_A_LANGUAGE("S-09", Weight.ERROR),
    NOT_A_NUMBER("S-10", Weight.ERROR),
    BLANKS_AROUND("S-11", Weight.WARNING),
    TIME_WITHOUT_ZONE("S-12", Weight.WARNING),
    SIGNATURE_BEFORE_1_2("S-13", Weight.WARNING),
    EMPTY_REQUIRED("S-14", Weight.ERROR),

    // What the standard says beyond its schema.
    IDENTIFIER_CHARACTERS("C-01", Weight.ERROR),
    SENDER_CHARACTERS("C-02", Weight.ERROR),
    NOT_A_REFERENCE("C-03", Weight.ERROR),
    REFERENCES_MISSING("C-04", Weight.ERROR),
    REFERS_TO_ITSELF("C-05", Weight.WARNING),
    REFERS_TO_LATER("C-06", Weight.WARNING),
    RESTRICTION_MISSING("C-07", Weight.ERROR),
    ADDRESSES_MISSING("C-08", Weight.ERROR),
    RESTRICTION_UNUSED("C-09", Weight.WARNING),
    NO_INFO("C-10", Weight.WARNING),
    NO_EXPIRES("C-11", Weight.WARNING),
    EXPIRES_TOO_EARLY("C-12", Weight.WARNING),
    LANGUAGE_TWICE("C-13", Weight.NOTE),
    PLUS_ZERO("C-14", Weight.NOTE),
    MARKUP("C-15", Weight.WARNING),
    AREA_TEXT_ONLY("C-16", Weight.NOTE),
    POLYGON_EMPTY("C-17", Weight.WARNING),
    POLYGON_UNREADABLE("C-18", Weight.WARNING),
    POLYGON_OPEN("C-19", Weight.WARNING),
    POLYGON_TOO_FEW_POINTS("C-20", Weight.ERROR),
    POLYGON_WITHOUT_SURFACE("C-21", Weight.ERROR),
    POLYGON_CROSSES_ITSELF("C-22", Weight.ERROR),
    OUT_OF_RANGE("C-23", Weight.WARNING),
    POLYGON_SPIKE("C-24", Weight.WARNING),
    CIRCLE_UNREADABLE("C-25", Weight.ERROR),
    WEB_NOT_ABSOLUTE("C-26", Weight.WARNING),
    MIME_TYPE("C-27", Weight.WARNING),
    SIZE_NEGATIVE("C-28", Weight.ERROR),
    CEILING_ALONE("C-29", Weight.WARNING),
    CEILING_BELOW("C-30", Weight.WARNING),
    DIGEST("C-31", Weight.WARNING),
    EXERCISE_WITHOUT_NOTE("C-32", Weight.NOTE),
    RESOURCE_EMPTY("C-33", Weight.NOTE),
    HEADLINE_LONG("C-34", Weight.NOTE),
    EVENT_EMPTY("C-35", Weight.WARNING),

    // Our own profile, waywarden:1.0.
    PROFILE_NOT_1_2("W-01", Weight.ERROR),
    PROFILE_CODE_MISSING("W-02", Weight.ERROR),
    PROFILE_EXPIRES_MISSING("W-03", Weight.ERROR),
    PROFILE_EXPIRES_WRONG("W-04", Weight.ERROR),
    PROFILE_LANGUAGE_TWICE("W-05", Weight.ERROR),
    PROFILE_LANGUAGE_MISSING("W-06", Weight.ERROR),
    PROFILE_INFOS_DIFFER("W-07", Weight.ERROR),
    PROFILE_NOT_SECURITY("W-08", Weight.ERROR),
    PROFILE_PATTERN("W-09", Weight.ERROR),
    PROFILE_INDICATOR("W-10", Weight.ERROR),
    PROFILE_TEXT_MISSING("W-11", Weight.ERROR),
    PROFILE_AREA_MISSING("W-12", Weight.ERROR),
    PROFILE_COUNTRY_MISSING("W-13", Weight.WARNING),
    PROFILE_COUNTRY_UNKNOWN("W-14", Weight.ERROR),
    PROFILE_SHAPE("W-15", Weight.ERROR),
    PROFILE_PERSON_ADDRESSED("W-16", Weight.ERROR),
    PROFILE_LONG_LIFE("W-17", Weight.WARNING),
    PROFILE_SECTOR("W-18", Weight.ERROR),
    PROFILE_NO_INFO("W-19", Weight.ERROR),
    PROFILE_MARKUP("W-20", Weight.ERROR),
    PROFILE_EXERCISE_UNMARKED("W-21", Weight.ERROR),

    // What a cell broadcast can carry.
    BROADCAST_LONG("B-01", Weight.ERROR),
    BROADCAST_UPDATE("B-02", Weight.ERROR),
    BROADCAST_AREA_NAME("B-03", Weight.ERROR),

    // Signatures and issuers.
    SIGNATURE_BAD("K-01", Weight.ERROR),
    SIGNATURE_NOT_VERIFIABLE("K-02", Weight.WARNING),
    UNSIGNED("K-03", Weight.NOTE),
    KEY_NOT_PINNED("K-04", Weight.NOTE),
    ISSUER_UNKNOWN("K-05", Weight.ERROR),
    ISSUER_UNSIGNED("K-06", Weight.ERROR),
    ISSUER_NOT_SENDER("K-07", Weight.ERROR),
    ISSUER_BEYOND_AUTHORITY("K-08", Weight.ERROR),

    // Feeds.
    FEED_FIELD_MISSING("F-01", Weight.ERROR),
    FEED_UNKNOWN_ELEMENT("F-02", Weight.ERROR),
    FEED_ALERT_OUTSIDE_ENTRY("F-03", Weight.ERROR),
    FEED_ENTRY_LEADS_NOWHERE("F-04", Weight.ERROR),
    FEED_ENTRY_TWICE("F-05", Weight.WARNING),
    FEED_TIME("F-06", Weight.WARNING),
    FEED_ENTRY_UNREADABLE("F-07", Weight.WARNING),
    FEED_WRAPPER("F-08", Weight.WARNING);

    /// How much a finding matters.
    public enum Weight {
        /// The message is refused.
        ERROR,
        /// The message is read; something in it may be lost or misunderstood.
        WARNING,
        /// Worth knowing.
        NOTE
    }

    private final String id;
    private final Weight weight;

    Rule(String id, Weight weight) {
        this.id = id;
        this.weight = weight;
    }

    public String id() {
        return id;
    }

    public Weight weight() {
        return weight;
    }
}
