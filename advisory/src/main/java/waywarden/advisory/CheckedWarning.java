package waywarden.advisory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.CapReading;
import waywarden.advisory.cap.Finding;
import waywarden.advisory.profile.Profile;
import waywarden.advisory.profile.Profiles;
import waywarden.advisory.signature.Issuer;
import waywarden.advisory.signature.Issuers;
import waywarden.advisory.signature.SignatureVerdict;
import waywarden.advisory.signature.SignatureVerdict.Verified;
import waywarden.advisory.signature.Signatures;

/// A warning with everything that is known of it: what it says, what is against a rule, who signed
/// it.
///
/// @param findings of the standard, the profiles and the signature
/// @param issuer   the trusted one whose key signed it; null where none did
public record CheckedWarning(
        CapReading reading,
        SignatureVerdict signature,
        @Nullable Issuer issuer,
        List<Finding> findings) {

    public CheckedWarning {
        findings = List.copyOf(findings);
    }

    /// @param also    a profile to hold it to, beside those that it names itself; null for none
    /// @param trusted issuers
    public static CheckedWarning of(CapReading reading, @Nullable Profile also, Issuers trusted) {
        List<Finding> findings = new ArrayList<>(reading.findings());
        Alert alert = reading.alert();
        SignatureVerdict signature = Signatures.check(reading);
        if (alert == null) return new CheckedWarning(reading, signature, null, findings);
        for (Profile profile : Profiles.ALL) {
            if (profile.equals(also) || profile.isNamedBy(alert)) findings.addAll(profile.check(alert));
        }
        findings.addAll(trusted.judge(signature, alert));
        return new CheckedWarning(reading, signature, trusted.of(signature).orElse(null), findings);
    }

    public boolean accepted() {
        return reading.alert() != null && findings.stream().noneMatch(Finding::refuses);
    }

    /// What may be shown: of a signed message the part that was signed.
    public Optional<Alert> shown() {
        return signature instanceof Verified verified
                ? Optional.of(verified.signed())
                : Optional.ofNullable(reading.alert());
    }
}
