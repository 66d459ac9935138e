package waywarden.desk.server;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import waywarden.desk.Account;
import waywarden.desk.Role;
import waywarden.desk.store.Accounts;
import waywarden.desk.store.AuditLog;

/// Who gets in, and where. Roles are asked of the account at every request, so that what an admin takes
/// away is gone at once; a session holds a name and nothing else.
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class Doors {

    /// Nothing from elsewhere, nothing inline.
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// The page of the interface's description brings styles of its own within its elements.
    private static final String DOCS_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

    private static final String[] PUBLIC = {
        "/feed.atom",
        "/cap/*",
        "/style.css",
        "/desk.js",
        "/htmx.js",
        "/health",
        "/sign-in",
        "/language",
        "/enrol/**",
        "/a/**",
        "/w/**",
        "/push.js",
        "/push-worker.js",
        "/error"
    };

    @Bean
    UserDetailsService users(Accounts accounts) {
        return name -> {
            Account account = accounts.find(name)
                    .filter(Account::active)
                    .orElseThrow(() -> new UsernameNotFoundException("no such account"));
            // An account without a password has one that no input is equal to.
            String password = accounts.password(account.name()).orElse("{none}");
            return User.withUsername(account.name())
                    .password(password)
                    .authorities(AuthorityUtils.NO_AUTHORITIES)
                    .build();
        };
    }

    @Bean
    @Order(1)
    SecurityFilterChain interfaces(HttpSecurity http, Accounts accounts, SignInFilter limit, HostCheck host) {
        headers(http, DOCS_POLICY);
        return http.securityMatcher("/api/**")
                // Nothing here is done on the strength of a cookie: each request carries its own proof.
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .httpBasic(basic -> basic.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/api/v1/openapi/**", "/api/v1/docs/**", "/api/v1/swagger-ui/**", "/api/v1/openapi")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET)
                        .access(any(accounts, Role.values()))
                        .anyRequest()
                        .access(any(accounts, Role.ISSUER, Role.APPROVER)))
                .addFilterBefore(host, SecurityContextHolderFilter.class)
                .addFilterBefore(new BodyLimit(), SecurityContextHolderFilter.class)
                .addFilterBefore(limit, UsernamePasswordAuthenticationFilter.class)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(
            HttpSecurity http,
            Accounts accounts,
            SignInFilter limit,
            HostCheck host,
            Setup setup,
            ObjectProvider<ClientRegistrationRepository> providers) {
        headers(http, POLICY);
        URI address = URI.create(setup.address());
        http.authorizeHttpRequests(requests -> requests.requestMatchers(PUBLIC)
                        .permitAll()
                        .requestMatchers("/accounts/**", "/settings/**", "/people/outlet")
                        .access(any(accounts, Role.ADMIN))
                        .requestMatchers("/audit")
                        .access(any(accounts, Role.ADMIN, Role.READER, Role.APPROVER))
                        .requestMatchers(HttpMethod.POST, "/help/**", "/letters/**", "/people/**")
                        .access(any(accounts, Role.ISSUER, Role.APPROVER))
                        .anyRequest()
                        .access(any(accounts, Role.values())))
                // Pages for persons have no session; what they send carries its own proof.
                .csrf(csrf -> csrf.ignoringRequestMatchers("/a/**", "/enrol/**"))
                .exceptionHandling(faults -> faults.accessDeniedHandler(Doors::denied))
                .formLogin(form -> form.loginPage("/sign-in").failureUrl("/sign-in?failed"))
                .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?out"))
                .webAuthn(passkeys -> passkeys.rpName("Waywarden")
                        .rpId(address.getHost())
                        .allowedOrigins(setup.address())
                        .disableDefaultRegistrationPage(true))
                .addFilterBefore(host, SecurityContextHolderFilter.class)
                .addFilterBefore(new BodyLimit(), SecurityContextHolderFilter.class)
                .addFilterBefore(limit, UsernamePasswordAuthenticationFilter.class);
        if (providers.getIfAvailable() != null) {
            http.oauth2Login(oidc -> oidc.loginPage("/sign-in").failureUrl("/sign-in?failed"));
        }
        return http.build();
    }

    /// A sign-in page that was left open for longer than its session lasts, or whose session another tab
    /// has replaced, is shown anew; nobody has done anything forbidden there.
    private static void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        boolean stale =
                denied instanceof CsrfException && request.getRequestURI().equals("/sign-in");
        if (stale) response.sendRedirect("/sign-in?again");
        else new AccessDeniedHandlerImpl().handle(request, response, denied);
    }

    private static void headers(HttpSecurity http, String policy) {
        http.headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(policy))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions ->
                        permissions.policy("camera=(), microphone=(), geolocation=(), payment=(), usb=()")));
    }

    private static AuthorizationManager<RequestAuthorizationContext> any(Accounts accounts, Role... roles) {
        return (authentication, context) -> {
            @Nullable Authentication found = authentication.get();
            boolean in = found != null
                    && found.isAuthenticated()
                    && accounts.find(found.getName())
                            .filter(account -> Set.of(roles).stream().anyMatch(account::is))
                            .isPresent();
            return new AuthorizationDecision(in);
        };
    }

    @Bean
    SignInFilter signInFilter(SignInLimit limit, AuditLog audit, Setup setup) {
        return new SignInFilter(limit, audit, setup.clock());
    }

    @Bean
    HostCheck hostCheck(Setup setup) {
        return new HostCheck(setup);
    }
}
