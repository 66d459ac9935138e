package waywarden.delivery.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import waywarden.advisory.audience.Person;
import waywarden.advisory.audience.Stay;
import waywarden.delivery.Address;
import waywarden.delivery.Secrets;

/// What tests of delivery share.
public final class Rig {

    private Rig() {}

    public static Secrets secrets() {
        return Secrets.of("an unsecret secret of 32 bytes..".getBytes(UTF_8));
    }

    /// Somebody in a country who reads English.
    public static Person in(String country) {
        return new Person(
                List.of(new Stay(country, null, null, null, null)), Set.of(), Set.of(), Set.of(), List.of("en"), false);
    }

    /// Addresses `host/number` on these channels, in this order.
    public static List<Address> on(int number, String... channels) {
        List<Address> addresses = new ArrayList<>();
        for (String channel : channels) addresses.add(new Address(channel, "host/" + number));
        return addresses;
    }
}
