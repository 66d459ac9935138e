package waywarden.delivery;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.audience.Person;
import waywarden.advisory.audience.Stay;
import waywarden.delivery.channel.Outcome;
import waywarden.delivery.channel.Wording;
import waywarden.delivery.channel.telegram.TelegramChannel;
import waywarden.delivery.channel.telegram.TelegramInbox;
import waywarden.delivery.channel.telegram.TelegramInbox.Entry;

/// What people do in a Telegram chat: enrol, say where they are and what they read, answer, leave.
final class TelegramBot {

    private static final Pattern PLACE = Pattern.compile("([A-Za-z]{2})(-[A-Za-z0-9]{1,3})?");
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private final Subscriptions subscriptions;
    private final Acknowledgements acknowledgements;
    private final TelegramInbox inbox;
    private final Replies replies;

    /// What the bot says. Nothing that was asked for waits for it: a call for help counts before its
    /// receipt has had its turn.
    interface Replies {
        void add(long chat, Saying saying) throws InterruptedException;
    }

    /// One thing to say, by one request.
    interface Saying {
        Outcome send() throws InterruptedException;
    }

    TelegramBot(Subscriptions subscriptions, Acknowledgements acknowledgements, TelegramInbox inbox, Replies replies) {
        this.subscriptions = subscriptions;
        this.acknowledgements = acknowledgements;
        this.inbox = inbox;
        this.replies = replies;
    }

    /// Does what people asked for since the last time, and hands on what is said to that.
    ///
    /// @return how many asked
    int turn() throws InterruptedException {
        List<Entry> entries = inbox.read();
        for (Entry entry : entries) {
            switch (entry) {
                case Entry.Text text -> {
                    String reply = reply(text);
                    replies.add(text.chat(), () -> inbox.reply(text.chat(), reply));
                }
                case Entry.Press press -> {
                    String notice = answer(press);
                    replies.add(press.chat(), () -> inbox.notice(press.id(), notice));
                }
            }
        }
        return entries.size();
    }

    private String answer(Entry.Press press) {
        Locale locale = locale(press);
        String token = press.data().startsWith("a:") ? press.data().substring(2) : "";
        // Buttons can be pressed by whoever sees the message, so the token's owner must be the chat's.
        Optional<Answer> answer = acknowledgements
                .owner(token)
                .filter(owner -> subscriptions.idOf(address(press.chat())).equals(Optional.of(owner)))
                .flatMap(owner -> acknowledgements.accept(token, TelegramChannel.NAME));
        return switch (answer.orElse(null)) {
            case null -> Wording.word("answered.none", locale);
            case READ -> Wording.word("answered.read", locale);
            case SAFE -> Wording.word("answered.safe", locale);
            case HELP -> Wording.word("answered.help", locale);
        };
    }

    private String reply(Entry.Text entry) {
        String[] words = entry.text().strip().split("\\s+", 2);
        String argument = words.length > 1 ? words[1].strip() : "";
        String id = subscriptions.idOf(address(entry.chat())).orElse(null);
        Locale locale = locale(entry);
        if (words[0].equals("/start")) return start(entry, id, locale);
        if (id == null) return Wording.word("bot.first", locale);
        return switch (words[0]) {
            case "/place" -> place(id, argument, locale);
            case "/language" -> language(id, argument, locale);
            case "/exercises" -> exercises(id, argument, locale);
            case "/leave" -> {
                subscriptions.leave(id);
                yield Wording.word("bot.left", locale);
            }
            default -> Wording.word("bot.help", locale);
        };
    }

    private String start(Entry.Text entry, @Nullable String id, Locale locale) {
        if (id == null) {
            Person person = new Person(List.of(), Set.of(), Set.of(), Set.of(), List.of(locale.toLanguageTag()), false);
            subscriptions.enrol(Subscriber.Kind.PERSON, person, List.of(address(entry.chat())));
        }
        return Wording.word("bot.welcome", locale);
    }

    private String place(String id, String argument, Locale locale) {
        Matcher place = PLACE.matcher(argument);
        if (!place.matches()) return Wording.word("bot.place.unknown", locale);
        String country = place.group(1).toUpperCase(Locale.ROOT);
        String part = place.group(2) == null ? null : country + place.group(2).toUpperCase(Locale.ROOT);
        Stay stay;
        try {
            stay = new Stay(country, part, null, null, null);
        } catch (IllegalArgumentException e) {
            return Wording.word("bot.place.unknown", locale);
        }
        Person person = person(id);
        subscriptions.change(id, with(person, List.of(stay), person.languages(), person.exercises()));
        String named = Locale.of("", country).getDisplayCountry(locale);
        return MessageFormat.format(
                Wording.word("bot.place", locale), part == null ? named : named + " (" + part + ")");
    }

    private String language(String id, String argument, Locale locale) {
        Locale chosen = Locale.forLanguageTag(argument);
        if (!LANGUAGES.contains(chosen.getLanguage())) return Wording.word("bot.language.unknown", locale);
        Person person = person(id);
        subscriptions.change(id, with(person, person.stays(), List.of(chosen.toLanguageTag()), person.exercises()));
        return Wording.word("bot.language", chosen);
    }

    private String exercises(String id, String argument, Locale locale) {
        boolean on = argument.equals("on");
        Person person = person(id);
        subscriptions.change(id, with(person, person.stays(), person.languages(), on));
        return Wording.word(on ? "bot.exercises.on" : "bot.exercises.off", locale);
    }

    private static Person with(Person person, List<Stay> stays, List<String> languages, boolean exercises) {
        return new Person(stays, person.sectors(), person.roles(), person.groups(), languages, exercises);
    }

    private Person person(String id) {
        return subscriptions.find(id).orElseThrow().person();
    }

    /// What she chose, else what her application speaks.
    private Locale locale(Entry entry) {
        return subscriptions
                .idOf(address(entry.chat()))
                .flatMap(subscriptions::find)
                .flatMap(subscriber -> subscriber.person().languages().stream().findFirst())
                .map(Locale::forLanguageTag)
                .orElseGet(() -> Locale.forLanguageTag(entry.language().isEmpty() ? "en" : entry.language()));
    }

    private static Address address(long chat) {
        return new Address(TelegramChannel.NAME, String.valueOf(chat));
    }
}
