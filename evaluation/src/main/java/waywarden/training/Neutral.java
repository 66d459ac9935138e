package waywarden.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import waywarden.head.CountryNames;
import waywarden.head.Grams;
import waywarden.indicator.NormalText;

/// Words that name a person or a country, in the languages of the corpus and some more: no head may learn a gram with
/// one of them, since approaches are judged and never peoples.
final class Neutral {

    /// Not of the corpus, but met in it.
    private static final List<String> MORE_LANGUAGES = List.of("it", "ja", "ko", "pt", "tr");

    private static final String CHINESE_SURNAMES =
            "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷";

    /// Characters of given names by which friends are called.
    private static final String CHINESE_GIVEN = "明强芳杰伟勇军磊洋涛超刚平辉鹏飞波斌峰龙浩宇轩文华建国玲丽敏静娟霞燕红梅兰英雪雨娜婷莉倩颖慧琳欣怡佳琪彬凯东亮健宁林丹云";

    private static final String HARDLY_ELSE = "王李张刘陈杨赵吴郑徐孙郭罗梁谢宋唐许邓冯韩曹曾彭萧蔡潘袁蒋吕姚卢傅崔谭廖姜";

    private static final List<String> CHINESE_BEFORE = List.of("老", "小", "阿");
    private static final List<String> CHINESE_AFTER = List.of("工", "总", "姐", "哥", "老师", "经理", "教授", "医生", "先生", "女士");

    private static final Neutral BUNDLED = new Neutral();

    private final Set<String> names = new HashSet<>();
    private final int longest;

    private Neutral() {
        Stream<String> languages = Stream.concat(CountryNames.LANGUAGES.stream(), MORE_LANGUAGES.stream());
        for (String language : languages.toList()) CountryNames.in(language).forEach(this::add);
        given().forEach(this::add);
        for (String surname : CHINESE_SURNAMES.split("")) {
            CHINESE_BEFORE.forEach(before -> add(before + surname));
            CHINESE_AFTER.forEach(after -> add(surname + after));
        }
        for (String given : CHINESE_GIVEN.split("")) CHINESE_BEFORE.forEach(before -> add(before + given));
        longest = names.stream().mapToInt(String::length).max().orElse(0);
    }

    static Neutral bundled() {
        return BUNDLED;
    }

    private void add(String name) {
        String folded = NormalText.of(name).folded();
        if (folded.length() > 1) names.add(folded);
    }

    private static Stream<String> given() {
        try (InputStream in = Neutral.class.getResourceAsStream("given-names.txt")) {
            String all = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return all.lines().filter(line -> !line.startsWith("#")).flatMap(line -> Stream.of(line.split(" ")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Gives each gram of words that has a part in a name. A single character of a script without spaces is none, since
    /// it stands in too many words, unless it hardly ever is anything but a name.
    ///
    /// @param concepts of the text, which are no words and stay
    void grams(NormalText text, Set<Integer> concepts, IntConsumer sink) {
        BitSet named = named(text.folded());
        if (named.isEmpty()) return;
        Grams.of(text, (hash, start, end) -> {
            int at = named.nextSetBit(start);
            boolean alone =
                    end - start == 1 && HARDLY_ELSE.indexOf(text.folded().charAt(start)) < 0;
            if (at >= 0 && at < end && !alone && !concepts.contains(hash)) sink.accept(hash);
        });
    }

    /// The characters that are part of a name.
    private BitSet named(String folded) {
        BitSet named = new BitSet();
        for (int start = 0; start < folded.length(); start++) {
            if (isInside(folded, start)) continue;
            for (int end = Math.min(folded.length(), start + longest); end > start + 1; end--) {
                if (isInside(folded, end) || !names.contains(folded.substring(start, end))) continue;
                named.set(start, end);
                start = end - 1;
                break;
            }
        }
        return named;
    }

    /// Whether a place lies between two letters of one word of a script with spaces.
    private static boolean isInside(String text, int at) {
        return at > 0 && at < text.length() && isSpaced(text.charAt(at - 1)) && isSpaced(text.charAt(at));
    }

    private static boolean isSpaced(char c) {
        return Character.isLetterOrDigit(c) && !(c >= 0x3040 && c <= 0x9FFF);
    }
}
