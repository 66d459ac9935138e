package waywarden.advisory.audience;

import java.util.Locale;

/// What people do, where a warning is meant for those who do it.
public enum Role {
    ENGINEER,
    SCIENTIST,
    STUDENT,
    TEACHER,
    MANAGER,
    OFFICIAL,
    DIPLOMAT,
    SOLDIER,
    SAILOR,
    INTERPRETER,
    JOURNALIST,
    CONSULTANT,
    ADMINISTRATOR,
    TECHNICIAN,
    TRAVELLER,
    FAMILY;

    /// As messages and files write it.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
