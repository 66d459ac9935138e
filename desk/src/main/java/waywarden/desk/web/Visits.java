package waywarden.desk.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import waywarden.desk.Account;
import waywarden.desk.issuing.AfterChecks;
import waywarden.desk.store.Accounts;
import waywarden.desk.store.DeskSettings;
import waywarden.result.Texts;

/// Makes a [Visit] of each request.
@Configuration(proxyBeanMethods = false)
class Visits implements WebMvcConfigurer, HandlerMethodArgumentResolver {

    static final String WORDS = "waywarden.desk.messages";
    static final String LANGUAGE = "waywarden-language";

    private final Accounts accounts;
    private final DeskSettings settings;
    private final AfterChecks afterChecks;

    Visits(Accounts accounts, DeskSettings settings, AfterChecks afterChecks) {
        this.accounts = accounts;
        this.settings = settings;
        this.afterChecks = afterChecks;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Visit.class;
    }

    @Override
    public Visit resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest asked = request.getNativeRequest(HttpServletRequest.class);
        if (asked == null) throw new IllegalStateException("every request here is one of HTTP");
        return visit(asked);
    }

    Visit visit(HttpServletRequest request) {
        Account account = request.getUserPrincipal() == null
                ? null
                : accounts.find(request.getUserPrincipal().getName())
                        .filter(Account::active)
                        .orElse(null);
        return new Visit(
                request,
                account,
                Texts.in(locale(request, account), WORDS),
                settings.isExercise(),
                account == null ? List.of() : afterChecks.overdue());
    }

    /// Asked for by the address, else chosen on this browser, else the account's, else the browser's first that we
    /// speak.
    private static Locale locale(HttpServletRequest request, @Nullable Account account) {
        String asked = request.getParameter("lang");
        if (asked != null && request.getMethod().equals("GET")) return Locale.of(asked.equals("zh") ? "zh" : "en");
        if (request.getCookies() != null) {
            for (Cookie cookie : request.getCookies()) {
                if (cookie.getName().equals(LANGUAGE))
                    return Locale.of(cookie.getValue().equals("zh") ? "zh" : "en");
            }
        }
        if (account != null && account.language() != null) return Locale.of(account.language());
        for (String language :
                String.valueOf(request.getHeader("Accept-Language")).split(",", 20)) {
            String code = language.strip().toLowerCase(Locale.ROOT);
            if (code.startsWith("zh")) return Locale.SIMPLIFIED_CHINESE;
            if (code.startsWith("en")) return Locale.ENGLISH;
        }
        return Locale.ENGLISH;
    }
}
