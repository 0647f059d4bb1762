package org.synapsesubnet.api.passport;

import java.util.Locale;

/** How bad a finding is; in JSON its name in lower case. The scale is that of CVSS 3.1, section 5. */
public enum Severity {
    /** Nobody has rated it. */
    UNKNOWN,
    NONE,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** @param tenths a CVSS score in tenths, 0 to 100 */
    public static Severity ofScore(int tenths) {
        if (tenths == 0) {
            return NONE;
        }
        if (tenths < 40) {
            return LOW;
        }
        if (tenths < 70) {
            return MEDIUM;
        }
        return tenths < 90 ? HIGH : CRITICAL;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
