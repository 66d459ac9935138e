package waywarden.desk.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import waywarden.desk.server.DeskFile.Oidc;

/// Starts the service.
public final class DeskServer {

    private DeskServer() {}

    /// @return once it answers; closing it ends it
    public static ConfigurableApplicationContext start(Setup setup) throws IOException {
        SpringApplication application = new SpringApplication(DeskConfiguration.class);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        // Whoever starts it ends it, and closes what it was given after it.
        application.setRegisterShutdownHook(false);
        application.setAddCommandLineProperties(false);
        application.setDefaultProperties(properties(setup));
        application.addInitializers(context -> context.getBeanFactory().registerSingleton("setup", setup));
        return application.run();
    }

    private static Map<String, Object> properties(Setup setup) throws IOException {
        DeskFile file = setup.file();
        URI address = file.publicAddress();
        Map<String, Object> properties = new HashMap<>();
        properties.put("spring.application.name", "waywarden-desk");
        properties.put("server.address", file.bind());
        properties.put("server.port", file.port());
        properties.put("server.shutdown", "graceful");
        properties.put("spring.lifecycle.timeout-per-shutdown-phase", "10s");
        properties.put("server.tomcat.max-http-form-post-size", "1MB");
        properties.put("server.servlet.session.timeout", "30m");
        properties.put("server.servlet.session.tracking-modes", "cookie");
        properties.put("server.servlet.session.cookie.name", "waywarden-desk");
        properties.put("server.servlet.session.cookie.http-only", true);
        properties.put("server.servlet.session.cookie.same-site", "lax");
        properties.put("server.servlet.session.cookie.secure", address != null && "https".equals(address.getScheme()));
        // Only behind a server of one's own is there anybody whose word on addresses counts.
        properties.put("server.forward-headers-strategy", address == null ? "none" : "native");
        properties.put("spring.web.resources.add-mappings", false);
        properties.put("springdoc.api-docs.path", "/api/v1/openapi");
        properties.put("springdoc.swagger-ui.path", "/api/v1/docs");
        properties.put("springdoc.packages-to-scan", "waywarden.desk.web");
        properties.put("logging.level.org.springdoc", "error");
        properties.put("springdoc.paths-to-match", "/api/**");
        Oidc oidc = file.oidc();
        if (oidc != null) {
            String prefix = "spring.security.oauth2.client.";
            properties.put(prefix + "registration.desk.client-id", oidc.clientId());
            properties.put(
                    prefix + "registration.desk.client-secret",
                    Files.readString(oidc.clientSecretFile()).strip());
            properties.put(prefix + "registration.desk.scope", "openid,profile");
            properties.put(prefix + "provider.desk.issuer-uri", oidc.issuer());
            properties.put(prefix + "provider.desk.user-name-attribute", oidc.claim());
        }
        return properties;
    }
}
