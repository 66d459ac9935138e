package waywarden.desk.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import waywarden.conversation.WaywardenException;
import waywarden.delivery.channel.Channel;
import waywarden.delivery.channel.Http;
import waywarden.delivery.channel.mail.MailChannel;
import waywarden.delivery.channel.mail.MailSettings;
import waywarden.delivery.channel.mail.MailSettings.Security;
import waywarden.delivery.channel.mastodon.MastodonChannel;
import waywarden.delivery.channel.telegram.TelegramApi;
import waywarden.delivery.channel.telegram.TelegramChannel;
import waywarden.delivery.channel.webhook.WebhookChannel;
import waywarden.delivery.channel.webpush.VapidKey;
import waywarden.delivery.channel.webpush.WebPushChannel;
import waywarden.delivery.channel.webpush.WebPushChannel.Content;

/// The channels this desk sends on, as `channels` in `desk.yaml` sets them up.
///
/// @param all     each by its own name
/// @param pushKey what a page gives to the browser to subscribe with; null where there is no web push
/// @param bot     what listens in chats; null where there is no Telegram
public record DeskChannels(
        List<Channel> all,
        @Nullable String pushKey,
        @Nullable TelegramApi bot) implements AutoCloseable {

    /// How long one request of the bot may wait for something to come, in seconds.
    static final int LISTENING = 25;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int SUBMISSION = 587;
    private static final URI TELEGRAM = URI.create("https://api.telegram.org/");

    public DeskChannels {
        all = List.copyOf(all);
    }

    /// @throws UnusableChannel if the settings have a fault
    static DeskChannels of(JsonNode settings, Path folder, InstantSource clock) throws IOException {
        Set<String> known = Set.of("mail", "webpush", "telegram", "mastodon", "webhook");
        for (String name : settings.propertyNames()) {
            if (!known.contains(name)) throw new UnusableChannel("`channels." + name + "` is no channel here");
        }
        List<Channel> channels = new ArrayList<>();
        if (settings.path("mail").isObject()) channels.add(mail(settings.path("mail"), folder));
        JsonNode push = settings.path("webpush");
        VapidKey key = push.isObject() ? VapidKey.keptIn(folder.resolve("push.key")) : null;
        if (key != null) channels.add(push(push, key, clock));
        TelegramApi bot = null;
        if (settings.path("telegram").isObject()) {
            JsonNode telegram = settings.path("telegram");
            channels.add(new TelegramChannel(telegram(telegram, folder, TIMEOUT)));
            bot = telegram(telegram, folder, TIMEOUT.plusSeconds(LISTENING));
        }
        if (settings.path("mastodon").isObject()) {
            known("mastodon", settings.path("mastodon"), Set.of());
            channels.add(new MastodonChannel(new Http(TIMEOUT, Http.Reach.PUBLIC), clock));
        }
        if (settings.path("webhook").isObject()) channels.add(webhook(settings.path("webhook"), clock));
        return new DeskChannels(channels, key == null ? null : key.publicKey(), bot);
    }

    private static Channel mail(JsonNode node, Path folder) throws IOException {
        known("mail", node, Set.of("host", "port", "user", "password-file", "security", "from"));
        String host = node.path("host").asString("");
        String from = node.path("from").asString("");
        if (host.isBlank()) throw new UnusableChannel("`channels.mail.host` is missing");
        if (from.indexOf('@') < 1) throw new UnusableChannel("`channels.mail.from` is an address with an @");
        return new MailChannel(new MailSettings(
                host,
                node.path("port").asInt(SUBMISSION),
                node.hasNonNull("user") ? node.path("user").asString("") : null,
                secret(node, folder),
                security(node.path("security").asString("starttls")),
                from,
                TIMEOUT));
    }

    private static Security security(String written) {
        return switch (written) {
            case "none" -> Security.NONE;
            case "starttls" -> Security.STARTTLS;
            case "tls" -> Security.TLS;
            default -> throw new UnusableChannel("`channels.mail.security` is none, starttls or tls");
        };
    }

    private static @Nullable String secret(JsonNode node, Path folder) throws IOException {
        if (!node.hasNonNull("password-file")) return null;
        Path file = folder.resolve(node.path("password-file").asString(""));
        if (!Files.isRegularFile(file)) throw new UnusableChannel("`channels.mail.password-file` names no file");
        return Files.readString(file).strip();
    }

    private static Channel push(JsonNode node, VapidKey key, InstantSource clock) {
        known("webpush", node, Set.of("contact", "shows"));
        String contact = node.path("contact").asString("");
        if (!contact.matches("(mailto:|https://)[^\"\\\\\\s]+")) {
            throw new UnusableChannel("`channels.webpush.contact` is mailto:… or https://…");
        }
        Content content = node.path("shows").asString("bell").equals("headline") ? Content.HEADLINE : Content.BELL;
        return new WebPushChannel(new Http(TIMEOUT, Http.Reach.PUBLIC), key, contact, content, clock);
    }

    private static TelegramApi telegram(JsonNode node, Path folder, Duration timeout) throws IOException {
        known("telegram", node, Set.of("token-file", "api"));
        Path file = folder.resolve(node.path("token-file").asString("telegram-token"));
        if (!Files.isRegularFile(file)) throw new UnusableChannel("`channels.telegram.token-file` names no file");
        String token = Files.readString(file).strip();
        URI api = node.hasNonNull("api") ? server(node.path("api").asString("")) : TELEGRAM;
        // A server of one's own, which Telegram offers for that, may stand on this machine.
        Http.Reach reach = node.hasNonNull("api") ? Http.Reach.ANYWHERE : Http.Reach.PUBLIC;
        try {
            return new TelegramApi(new Http(timeout, reach), api, token);
        } catch (IllegalArgumentException e) {
            throw new UnusableChannel("`channels.telegram.token-file` holds no token of a bot");
        }
    }

    private static URI server(String written) {
        if (!written.matches("https?://[^/?#\\s]+/?")) {
            throw new UnusableChannel("`channels.telegram.api` is the address of a Bot API server, without a path");
        }
        return URI.create(written);
    }

    private static Channel webhook(JsonNode node, InstantSource clock) {
        known("webhook", node, Set.of("reach"));
        boolean anywhere = node.path("reach").asString("public").equals("anywhere");
        return new WebhookChannel(new Http(TIMEOUT, anywhere ? Http.Reach.ANYWHERE : Http.Reach.PUBLIC), clock);
    }

    private static void known(String channel, JsonNode node, Set<String> keys) {
        for (String key : node.propertyNames()) {
            if (!keys.contains(key)) {
                throw new UnusableChannel("`channels." + channel + "." + key + "` is not a key here");
            }
        }
    }

    @Override
    public void close() {
        all.forEach(Channel::close);
        if (bot != null) bot.close();
    }

    /// A channel's settings have a fault; the sentence names it.
    static final class UnusableChannel extends WaywardenException {
        private static final long serialVersionUID = 1L;

        UnusableChannel(String sentence) {
            super("desk.yaml: " + sentence);
        }
    }
}
