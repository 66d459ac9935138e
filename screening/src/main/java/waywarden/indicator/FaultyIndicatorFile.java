package waywarden.indicator;

import waywarden.conversation.WaywardenException;

/// An indicator file is not as it should be.
public final class FaultyIndicatorFile extends WaywardenException {
    private static final long serialVersionUID = 1L;

    public FaultyIndicatorFile(String path, String why) {
        super(path + ": " + why);
    }
}
