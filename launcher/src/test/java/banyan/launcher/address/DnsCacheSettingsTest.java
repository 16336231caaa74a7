package banyan.launcher.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests whether the program or the operator sets how long the JVM caches addresses. */
class DnsCacheSettingsTest {
    private static final String FOUND = "networkaddress.cache.ttl";
    private static final String NOT_FOUND = "networkaddress.cache.negative.ttl";

    private static boolean isDefault(String setting, Map<String, String> security, Map<String, String> properties) {
        return DnsCacheSettings.isDefault(setting, security::get, properties::get);
    }

    @Test
    void isSetByTheProgramIfTheJdkHasItsDefaults() {
        assertThat(isDefault(FOUND, Map.of(), Map.of())).isTrue();
        assertThat(isDefault(NOT_FOUND, Map.of(NOT_FOUND, "10"), Map.of())).isTrue();
    }

    @Test
    void isSetByTheOperatorIfConfigured() {
        assertThat(isDefault(FOUND, Map.of(FOUND, "60"), Map.of())).isFalse();
        assertThat(isDefault(NOT_FOUND, Map.of(NOT_FOUND, "0"), Map.of())).isFalse();
        assertThat(isDefault(FOUND, Map.of(), Map.of("sun.net.inetaddr.ttl", "60")))
                .isFalse();
        assertThat(isDefault(NOT_FOUND, Map.of(NOT_FOUND, "10"), Map.of("sun.net.inetaddr.negative.ttl", "1")))
                .isFalse();
    }

    @Test
    void isSetForBothKindsOfResults() {
        var before = Map.of(FOUND, configured(FOUND), NOT_FOUND, configured(NOT_FOUND));
        try {
            DnsCacheSettings.keepBriefly();
            assertThat(configured(FOUND)).isEqualTo("5");
            assertThat(configured(NOT_FOUND)).isEqualTo("5");
        } finally {
            before.forEach(Security::setProperty);
        }
    }

    private static String configured(String setting) {
        var value = Security.getProperty(setting);
        return value == null ? "" : value;
    }
}
