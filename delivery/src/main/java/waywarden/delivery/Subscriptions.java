package waywarden.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import waywarden.advisory.audience.Person;
import waywarden.advisory.audience.Stay;
import waywarden.conversation.WaywardenException;
import waywarden.delivery.Subscriber.Kind;
import waywarden.delivery.channel.Channel;

/// Who is warned, and where they are reached. A person goes by a random id and a rough place; her
/// addresses lie apart, sealed. Each call is a transaction of its own, or part of the caller's.
public final class Subscriptions {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 16;

    private final Database database;
    private final JdbcClient client;
    private final Secrets secrets;
    private final Map<String, Channel> channels;
    private final Timekeeper time;

    /// @param channels those that addresses may name
    public Subscriptions(Database database, Secrets secrets, List<? extends Channel> channels, Timekeeper time) {
        this.database = database;
        this.client = database.client();
        this.secrets = secrets;
        this.channels = channels.stream().collect(Collectors.toUnmodifiableMap(Channel::name, channel -> channel));
        this.time = time;
    }

    /// @return her new id
    /// @throws NotEnrolled if an address is of no channel here, or somebody else's already
    public String enrol(Kind kind, Person person, List<Address> addresses) {
        byte[] bytes = new byte[ID_BYTES];
        RANDOM.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        database.transactions().executeWithoutResult(status -> {
            long number = client.sql(
                            "insert into subscriber (id, kind, profile, since) values (?, ?, ?, ?) returning number")
                    .params(id, kind.name(), Profiles.write(person), time.now().toEpochMilli())
                    .query(Long.class)
                    .single();
            countries(number, person);
            addresses(number, addresses);
        });
        return id;
    }

    /// Puts what she now says of herself in the place of what she said.
    ///
    /// @throws NotEnrolled if nobody goes by the id
    public void change(String id, Person person) {
        database.transactions().executeWithoutResult(status -> {
            long number = number(id);
            client.sql("update subscriber set profile = ? where number = ?")
                    .params(Profiles.write(person), number)
                    .update();
            countries(number, person);
        });
    }

    /// Puts these addresses in the place of hers, in the order given.
    ///
    /// @throws NotEnrolled likewise
    public void readdress(String id, List<Address> addresses) {
        database.transactions().executeWithoutResult(status -> addresses(number(id), addresses));
    }

    /// Forgets her: what she said of herself and her addresses are deleted, and nothing more is sent.
    /// What was delivered stays in the log, under a number that leads to nobody.
    public void leave(String id) {
        database.transactions().executeWithoutResult(status -> {
            long number = number(id);
            client.sql("delete from address where subscriber = ?").param(number).update();
            client.sql("delete from subscriber_country where subscriber = ?")
                    .param(number)
                    .update();
            client.sql("update subscriber set profile = '', id = ?, left_at = ? where number = ?")
                    .params("left-" + number, time.now().toEpochMilli(), number)
                    .update();
            client.sql("update delivery set state = 'STOPPED', reason = 'LEFT' where subscriber = ? and state in"
                            + " ('PLANNED', 'RETRY', 'UNSURE', 'STANDBY', 'AWAITING')")
                    .param(number)
                    .update();
            client.sql("update alarm set closed_at = ?, closed_by = 'LEFT' where subscriber = ? and kind <> 'HELP'"
                            + " and closed_at is null")
                    .params(time.now().toEpochMilli(), number)
                    .update();
        });
    }

    public Optional<Subscriber> find(String id) {
        return client.sql("select number, id, kind, profile from subscriber where id = ? and left_at is null")
                .param(id)
                .query((row, i) -> new Subscriber(
                        row.getString("id"),
                        Kind.valueOf(row.getString("kind")),
                        Profiles.read(row.getString("profile")),
                        addressesOf(row.getLong("number"))))
                .optional();
    }

    /// Whose address it is.
    public Optional<String> idOf(Address address) {
        return client.sql("select s.id from subscriber s join address a on a.subscriber = s.number"
                        + " where a.channel = ? and a.blind = ?")
                .params(address.channel(), blind(address))
                .query(String.class)
                .optional();
    }

    /// How many people and outlets are warned.
    public int count() {
        return client.sql("select count(*) from subscriber where left_at is null")
                .query(Integer.class)
                .single();
    }

    /// Everybody's sayings of herself, one after the other, for counting before a warning is sent.
    public void forEachPerson(Consumer<Person> each) {
        client.sql("select profile from subscriber where kind = 'PERSON' and left_at is null")
                .query(row -> {
                    each.accept(Profiles.read(row.getString(1)));
                });
    }

    private long number(String id) {
        return client.sql("select number from subscriber where id = ? and left_at is null")
                .param(id)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new NotEnrolled("nobody here goes by this id"));
    }

    private void countries(long number, Person person) {
        client.sql("delete from subscriber_country where subscriber = ?")
                .param(number)
                .update();
        Set<String> countries = person.stays().stream().map(Stay::country).collect(Collectors.toSet());
        for (String country : countries) {
            client.sql("insert into subscriber_country (country, subscriber) values (?, ?)")
                    .params(country, number)
                    .update();
        }
    }

    private void addresses(long number, List<Address> addresses) {
        check(number, addresses);
        client.sql("delete from address where subscriber = ?").param(number).update();
        for (int i = 0; i < addresses.size(); i++) {
            Address address = addresses.get(i);
            client.sql("insert into address (subscriber, channel, preference, sealed, blind, endpoint)"
                            + " values (?, ?, ?, ?, ?, ?)")
                    .params(
                            number,
                            address.channel(),
                            i,
                            secrets.seal(
                                    address.value().getBytes(StandardCharsets.UTF_8),
                                    context(number, address.channel())),
                            blind(address),
                            endpoint(address))
                    .update();
        }
    }

    private void check(long number, List<Address> addresses) {
        Set<String> named = new HashSet<>();
        for (Address address : addresses) {
            if (!channels.containsKey(address.channel())) {
                throw new NotEnrolled("this desk has no channel " + address.channel());
            }
            if (!named.add(address.channel())) {
                throw new NotEnrolled("one address for a channel; there are two for " + address.channel());
            }
            Long holder = client.sql("select subscriber from address where channel = ? and blind = ?")
                    .params(address.channel(), blind(address))
                    .query(Long.class)
                    .optional()
                    .orElse(null);
            if (holder != null && holder != number) {
                throw new NotEnrolled("the address for " + address.channel() + " is enrolled already");
            }
        }
    }

    private List<Address> addressesOf(long number) {
        List<Address> addresses = new ArrayList<>();
        client.sql("select channel, sealed from address where subscriber = ? order by preference")
                .param(number)
                .query(row -> {
                    String channel = row.getString(1);
                    addresses.add(new Address(channel, opened(secrets, number, channel, row.getBytes(2))));
                });
        return addresses;
    }

    static String opened(Secrets secrets, long number, String channel, byte[] sealed) {
        return new String(secrets.open(sealed, context(number, channel)), StandardCharsets.UTF_8);
    }

    private static String context(long number, String channel) {
        return number + "/" + channel;
    }

    private byte[] blind(Address address) {
        return secrets.digest(address.channel() + "\n" + address.value());
    }

    /// A number that stands for the host or chat and does not tell it.
    private long endpoint(Address address) {
        @Nullable Channel channel = channels.get(address.channel());
        String endpoint = channel == null ? "" : channel.endpoint(address.value());
        return endpoint(secrets, address.channel(), endpoint);
    }

    static long endpoint(Secrets secrets, String channel, String endpoint) {
        // 0 stands for a whole channel.
        return ByteBuffer.wrap(secrets.digest(channel + "\nendpoint\n" + endpoint))
                        .getLong()
                | 1;
    }

    /// Somebody cannot be enrolled or found; the sentence says why.
    public static final class NotEnrolled extends WaywardenException {
        private static final long serialVersionUID = 1L;

        NotEnrolled(String sentence) {
            super(sentence);
        }
    }
}
