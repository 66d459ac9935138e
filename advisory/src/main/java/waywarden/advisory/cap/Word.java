package waywarden.advisory.cap;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.cap.Alert.Category;
import waywarden.advisory.cap.Alert.ResponseType;

/// How CAP writes the values of its enumerations.
public final class Word {

    private static final Map<Enum<?>, String> UNUSUAL =
            Map.of(Category.CBRNE, "CBRNE", ResponseType.ALL_CLEAR, "AllClear");

    private Word() {}

    public static String of(Enum<?> value) {
        String usual = value.name().charAt(0) + value.name().substring(1).toLowerCase(Locale.ROOT);
        return UNUSUAL.getOrDefault(value, usual);
    }

    /// The value written so, exactly; null where none is.
    static <E extends Enum<E>> @Nullable E read(Class<E> type, String written) {
        return Stream.of(type.getEnumConstants())
                .filter(value -> of(value).equals(written))
                .findFirst()
                .orElse(null);
    }

    static String listed(Class<? extends Enum<?>> type) {
        return Stream.of(type.getEnumConstants()).map(Word::of).collect(Collectors.joining(", "));
    }
}
