package waywarden.delivery;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.audience.Languages;
import waywarden.advisory.audience.Person;
import waywarden.advisory.cap.Alert.Info;
import waywarden.delivery.Messages.Message;
import waywarden.delivery.Subscriber.Kind;
import waywarden.delivery.Tokens.Permit;
import waywarden.delivery.channel.Dispatch;
import waywarden.delivery.channel.Letter;
import waywarden.delivery.channel.Letter.Answers;

/// Makes a letter of a message for one reader: her language, her links.
final class Letters {

    private final Messages messages;
    private final Secrets secrets;
    private final Tokens tokens;
    private final @Nullable URI site;

    Letters(Messages messages, Secrets secrets, @Nullable URI site) {
        this.messages = messages;
        this.secrets = secrets;
        this.tokens = new Tokens(secrets);
        this.site = site;
    }

    /// @param job    with an address
    /// @param sealed that address
    Dispatch of(Job job, String channel, byte[] sealed) {
        Message message = messages.of(job.advisory(), job.version());
        Person reader = Profiles.read(job.profile());
        Info info = Languages.best(message.infos(), reader.languages());
        Letter letter = new Letter(
                message.alert(), info, message.infos(), message.expires(), more(message), answers(job, message));
        return new Dispatch(
                name("delivery", job.advisory() + "/" + job.version() + "/" + job.subscriber() + "/" + channel),
                name("thread", job.advisory() + "/" + job.subscriber() + "/" + channel),
                job.version(),
                letter,
                Subscriptions.opened(secrets, job.subscriber(), channel, sealed),
                job.earlier(),
                job.perhaps() ? job.first() : null,
                message.original());
    }

    private @Nullable URI more(Message message) {
        if (site == null) return null;
        String name = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(message.name().getBytes(StandardCharsets.UTF_8));
        return site.resolve("w/" + name);
    }

    /// People are asked, and only about warnings that hold.
    private @Nullable Answers answers(Job job, Message message) {
        if (site == null || job.kind() != Kind.PERSON || message.isCancel()) return null;
        return new Answers(
                page(job, message, Answer.READ), page(job, message, Answer.SAFE), page(job, message, Answer.HELP));
    }

    private URI page(Job job, Message message, Answer answer) {
        Permit permit = new Permit(job.advisory(), job.version(), job.subscriber(), message.expires(), answer);
        return java.util.Objects.requireNonNull(site).resolve("a/" + tokens.write(permit));
    }

    /// A name for the other side that is always the same and tells nothing of ours.
    private String name(String kind, String what) {
        byte[] digest = secrets.digest(kind + "\n" + what);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(java.util.Arrays.copyOf(digest, 18));
    }
}
