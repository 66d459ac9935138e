package waywarden.advisory.cap;

import java.util.Optional;
import java.util.stream.Stream;

/// The versions of CAP, by their namespace.
public enum CapVersion {
    V1_0("http://www.incident.com/cap/1.0", "1.0"),
    V1_1("urn:oasis:names:tc:emergency:cap:1.1", "1.1"),
    V1_2("urn:oasis:names:tc:emergency:cap:1.2", "1.2");

    private final String namespace;
    private final String number;

    CapVersion(String namespace, String number) {
        this.namespace = namespace;
        this.number = number;
    }

    public String namespace() {
        return namespace;
    }

    public String number() {
        return number;
    }

    public static Optional<CapVersion> of(String namespace) {
        return Stream.of(values())
                .filter(version -> version.namespace.equals(namespace))
                .findFirst();
    }
}
