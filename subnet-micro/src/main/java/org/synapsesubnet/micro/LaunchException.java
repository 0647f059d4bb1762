package org.synapsesubnet.micro;

/** Why the start failed, in one plain line for the person who typed the command. */
final class LaunchException extends Exception {

    private static final long serialVersionUID = 1;

    LaunchException(String line) {
        super(line);
    }
}
