package waywarden.advisory.audience;

import java.util.Locale;

/// Lines of work that a warning can be meant for.
public enum Sector {
    AEROSPACE,
    AGRICULTURE,
    AUTOMOTIVE,
    BIOTECHNOLOGY,
    CHEMISTRY,
    COMPUTING,
    DEFENCE,
    DIPLOMACY,
    ENERGY,
    FINANCE,
    GOVERNMENT,
    HEALTH,
    LAW,
    MACHINERY,
    MARITIME,
    MATERIALS,
    MEDIA,
    MINING,
    NUCLEAR,
    RESEARCH,
    SEMICONDUCTORS,
    SPACE,
    TELECOMMUNICATIONS,
    TRANSPORT;

    /// As messages and files write it.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
