package waywarden.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Hides who is not meant: names known from her other chats, words she adds, addresses and telephone numbers. What it
/// cannot know (a name met nowhere else) is for her eyes: the preview shows what is left.
final class Masking {

    private static final Pattern MAIL = Pattern.compile("[\\p{L}\\p{N}._%+-]{1,64}@[\\p{L}\\p{N}.-]{1,255}");

    /// Seven digits or more, however they are spaced.
    private static final Pattern TELEPHONE =
            Pattern.compile("(?<![\\p{L}\\d])\\+?\\d(?:[ ()/.-]{0,2}\\d){6,14}(?![\\p{L}\\d])");

    /// Parts of a name that are too short mask half the text.
    private static final int SHORTEST_LATIN = 3;

    private static final int SHORTEST_OTHER = 2;

    /// What is put in place of hers.
    private final Map<String, String> words = new LinkedHashMap<>();

    private final boolean numbers;
    private final String address;
    private final String telephone;

    /// @param own     her names, and what stands for them
    /// @param others  names of third parties, and what stands for each, with its number
    /// @param numbers whether addresses and telephone numbers are hidden too
    Masking(
            List<String> own,
            String me,
            List<String> others,
            String third,
            boolean numbers,
            String address,
            String telephone) {
        this.numbers = numbers;
        this.address = address;
        this.telephone = telephone;
        own.forEach(name -> parts(name).forEach(part -> words.putIfAbsent(part, me)));
        int number = 0;
        for (String name : others) {
            number++;
            for (String part : parts(name)) words.putIfAbsent(part, third.replace("#", String.valueOf(number)));
        }
    }

    /// A name whole and in its parts, the longest first.
    private static List<String> parts(String name) {
        List<String> parts = new ArrayList<>();
        String whole = name.strip();
        if (isLongEnough(whole)) parts.add(whole);
        for (String part : whole.split("[\\s,<>()]+")) if (isLongEnough(part) && !parts.contains(part)) parts.add(part);
        parts.sort(Comparator.comparingInt(String::length).reversed());
        return parts;
    }

    private static boolean isLongEnough(String part) {
        boolean latin = part.chars().allMatch(c -> c < 0x250);
        return part.length() >= (latin ? SHORTEST_LATIN : SHORTEST_OTHER)
                && part.chars().anyMatch(Character::isLetter);
    }

    String masked(String text) {
        String masked = numbers
                ? TELEPHONE
                        .matcher(MAIL.matcher(text).replaceAll(Matcher.quoteReplacement(address)))
                        .replaceAll(Matcher.quoteReplacement(telephone))
                : text;
        List<String> longestFirst = new ArrayList<>(words.keySet());
        longestFirst.sort(Comparator.comparingInt(String::length).reversed());
        for (String word : longestFirst) {
            // Scripts without spaces have no borders between words to ask for.
            boolean spaced = word.chars().allMatch(c -> c < 0x2E80);
            String border =
                    spaced ? "(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])" : Pattern.quote(word);
            masked = Pattern.compile(border, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    .matcher(masked)
                    .replaceAll(Matcher.quoteReplacement(words.getOrDefault(word, "")));
        }
        return masked;
    }
}
