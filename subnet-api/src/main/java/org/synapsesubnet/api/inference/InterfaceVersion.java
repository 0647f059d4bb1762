package org.synapsesubnet.api.inference;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * A version of the module interface. Minor versions only add: fields that others may leave out or ignore, and features
 * that a module may lack. So a host understands every module of its own major version whose minor one isn't newer.
 *
 * @param major 0 to 9999
 * @param minor 0 to 9999
 */
public record InterfaceVersion(int major, int minor) {
    /** The version that these classes describe. */
    public static final InterfaceVersion CURRENT = new InterfaceVersion(1, 0);

    private static final Pattern TEXT = Pattern.compile("(0|[1-9][0-9]{0,3})\\.(0|[1-9][0-9]{0,3})");

    /** @throws InvalidValue when it isn't two numbers with a dot between */
    public static InterfaceVersion parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidValue("interfaceVersion", "must be two numbers of at most 4 digits, such as " + CURRENT);
        }
        return new InterfaceVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Whether a host of this version can work with a module of that one. */
    public boolean understands(InterfaceVersion module) {
        return module.major == major && module.minor <= minor;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
