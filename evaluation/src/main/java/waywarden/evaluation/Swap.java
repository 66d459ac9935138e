package waywarden.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.head.CountryNames;

/// The same conversation with other names or other countries in it: an approach is judged, never a people, so
/// what a detector says must stay the same.
///
/// @param name  what is swapped, as the tables show it
/// @param words each word and what stands in its place
/// @param any   matches each of the words
public record Swap(String name, Map<String, String> words, Pattern any) {

    /// Given names of many places, in four scripts; each is replaced by one of the same script from elsewhere in
    /// its list.
    private static final List<List<String>> NAMES = List.of(
            List.of(
                    "Anna", "Ahmed", "Mei", "John", "Fatima", "Ivan", "Priya", "Carlos", "Yuki", "Sofia", "Omar",
                    "Elena", "David", "Aisha", "Peter", "Ling", "Maria", "Hassan", "Claire", "Viktor", "Lena", "Raj",
                    "Marta", "Ali", "Sarah", "Dmitri", "Grace", "Kenji", "Laura", "Tariq", "Nina", "Paul", "Olga",
                    "Daniel", "Samira", "Tom", "Vivian", "Leo", "Karim", "Eva", "Marco", "Linda", "Jan", "Emma", "Alex",
                    "Rosa", "Felix", "Nadia", "Thomas", "Kofi", "Ana", "Wei", "Jorge", "Anita", "Lucas", "Hiroshi",
                    "Julia", "Chidi", "Martin", "Amina", "Pablo", "Ingrid", "Ravi", "Camille", "Sven"),
            List.of(
                    "老王", "小李", "老张", "小刘", "老陈", "小赵", "老周", "小吴", "老林", "小黄", "老何", "小马", "阿明", "阿强", "阿芳", "阿杰",
                    "小雨", "小雪", "王工", "李工", "张总", "陈总", "刘姐", "林姐", "周哥", "吴哥", "黄老师", "赵老师"),
            List.of(
                    "Анна",
                    "Иван",
                    "Ольга",
                    "Сергей",
                    "Марат",
                    "Елена",
                    "Дмитрий",
                    "Айгуль",
                    "Андрей",
                    "Наталья",
                    "Тимур",
                    "Мария",
                    "Алексей",
                    "Лейла",
                    "Павел",
                    "Ирина",
                    "Руслан",
                    "Светлана",
                    "Артур",
                    "Юлия"),
            List.of(
                    "أحمد", "فاطمة", "خالد", "مريم", "يوسف", "سارة", "عمر", "ليلى", "حسن", "نور", "بلال", "هدى", "سامي",
                    "رنا", "محمود", "منى", "طارق", "دينا", "علي", "سلمى"));

    private static final List<String> PEOPLES = List.of(
            "Chinese",
            "American",
            "British",
            "Russian",
            "German",
            "French",
            "Indian",
            "Japanese",
            "Korean",
            "Turkish",
            "Iranian",
            "Israeli",
            "Polish",
            "Swedish",
            "Brazilian",
            "Egyptian",
            "Vietnamese");

    /// All that is measured.
    public static List<Swap> all() {
        return List.of(names(), countries());
    }

    public static Swap names() {
        Map<String, String> words = new HashMap<>();
        for (List<String> script : NAMES) words.putAll(shifted(script, script.size() / 3 + 1));
        return of("names", words);
    }

    public static Swap countries() {
        Map<String, String> words = new HashMap<>(shifted(PEOPLES, 5));
        for (String language : CountryNames.LANGUAGES) {
            words.putAll(shifted(List.copyOf(new TreeSet<>(CountryNames.in(language))), 101));
        }
        return of("countries", words);
    }

    private static Swap of(String name, Map<String, String> words) {
        List<String> longestFirst = new ArrayList<>(words.keySet());
        longestFirst.sort(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        String any = String.join("|", longestFirst.stream().map(Pattern::quote).toList());
        String letter = "\\p{L}&&[^\\p{IsHan}]";
        return new Swap(
                name, Map.copyOf(words), Pattern.compile("(?<![" + letter + "])(?:" + any + ")(?![" + letter + "])"));
    }

    private static Map<String, String> shifted(List<String> words, int by) {
        Map<String, String> swaps = new HashMap<>();
        for (int i = 0; i < words.size(); i++) swaps.put(words.get(i), words.get((i + by) % words.size()));
        return swaps;
    }

    /// The conversation with every such word replaced; equal to it where it holds none.
    public Conversation in(Conversation conversation) {
        List<Message> messages = conversation.messages().stream()
                .map(message -> new Message(message.at(), message.from(), in(message.text()), message.place()))
                .toList();
        return new Conversation(
                conversation.id(),
                conversation.source(),
                conversation.contact(),
                conversation.channel(),
                conversation.lang(),
                messages);
    }

    private String in(String text) {
        return any.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(words.getOrDefault(found.group(), found.group())));
    }
}
