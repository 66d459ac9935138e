package waywarden.advisory.profile;

import java.util.ArrayList;
import java.util.List;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.Info;
import waywarden.advisory.cap.Alert.MessageType;
import waywarden.advisory.cap.Finding;
import waywarden.advisory.cap.Rule;

/// What a cell broadcast can carry: fifteen pages of 93 characters of the GSM alphabet or 41 of UCS-2
/// (3GPP TS 23.041), and no updates.
final class CellBroadcastProfile implements Profile {

    private static final int GSM_CHARACTERS = 15 * 93;
    private static final int UCS2_CHARACTERS = 15 * 41;

    /// GSM 7-bit default alphabet (3GPP TS 23.038), without its escape.
    private static final String GSM = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /// Its extension; each takes two places.
    private static final String EXTENDED = "\f^{}\\[~]|€";

    @Override
    public String name() {
        return "cell-broadcast";
    }

    /// A message does not say so of itself.
    @Override
    public boolean isNamedBy(Alert alert) {
        return false;
    }

    @Override
    public List<Finding> check(Alert alert) {
        List<Finding> findings = new ArrayList<>();
        if (alert.messageType() == MessageType.UPDATE)
            findings.add(Finding.of(Rule.BROADCAST_UPDATE, "/alert/msgType", 0));
        for (int i = 0; i < alert.infos().size(); i++) {
            Info info = alert.infos().get(i);
            String path = "/alert/info[" + (i + 1) + "]";
            length(info, path, findings);
            for (int j = 0; j < info.areas().size(); j++) {
                if (info.areas().get(j).description().isBlank()) {
                    findings.add(Finding.of(Rule.BROADCAST_AREA_NAME, path + "/area[" + (j + 1) + "]/areaDesc", 0));
                }
            }
        }
        return findings;
    }

    private static void length(Info info, String path, List<Finding> findings) {
        String text = info.description() == null ? "" : info.description();
        boolean gsm = text.chars().allMatch(c -> GSM.indexOf(c) >= 0 || EXTENDED.indexOf(c) >= 0);
        long length =
                gsm ? text.chars().map(c -> EXTENDED.indexOf(c) >= 0 ? 2 : 1).sum() : text.length();
        int most = gsm ? GSM_CHARACTERS : UCS2_CHARACTERS;
        if (length > most) findings.add(Finding.of(Rule.BROADCAST_LONG, path + "/description", 0, length, most));
    }
}
