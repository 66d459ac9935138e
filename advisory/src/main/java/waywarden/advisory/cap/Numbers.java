package waywarden.advisory.cap;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Numbers as messages write them: plain digits only, and few enough to cost nothing.
final class Numbers {

    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,30}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d{1,30}(\\.\\d{0,30})?|\\.\\d{1,30})");

    private Numbers() {}

    static @Nullable BigInteger integer(String written) {
        return INTEGER.matcher(written).matches() ? new BigInteger(written) : null;
    }

    static @Nullable BigDecimal decimal(String written) {
        return DECIMAL.matcher(written).matches() ? new BigDecimal(written) : null;
    }
}
