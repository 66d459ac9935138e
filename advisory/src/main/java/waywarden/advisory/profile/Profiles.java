package waywarden.advisory.profile;

import java.util.List;
import java.util.Optional;

/// The profiles: one line each.
public final class Profiles {

    public static final List<Profile> ALL = List.of(new WaywardenProfile(), new CellBroadcastProfile());

    private Profiles() {}

    public static Optional<Profile> named(String name) {
        return ALL.stream().filter(profile -> profile.name().equals(name)).findFirst();
    }
}
