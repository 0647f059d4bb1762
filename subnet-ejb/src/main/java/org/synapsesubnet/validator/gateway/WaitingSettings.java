package org.synapsesubnet.validator.gateway;

import java.time.Duration;

/**
 * How requests wait for miners that sleep.
 *
 * @param seats requests that may wait at once, 0–10,000
 * @param patience how long each may wait, 1 s–10 min
 */
public record WaitingSettings(int seats, Duration patience) {

    public WaitingSettings {
        if (seats < 0 || seats > 10_000) {
            throw new IllegalArgumentException("seats: " + seats + " must be from 0 to 10000");
        }
        if (patience.toSeconds() < 1 || patience.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("patience: " + patience + " must be from PT1S to PT10M");
        }
    }
}
