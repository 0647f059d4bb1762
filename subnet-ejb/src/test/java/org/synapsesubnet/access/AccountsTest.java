package org.synapsesubnet.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private static final String HASH = new Passwords(new SecureRandom()).hash("right");

    private final AtomicLong nanos = new AtomicLong();
    private final Accounts accounts = new Accounts(
            name -> name.equals("ann")
                    ? Optional.of(new AccountBook.Credential("ann", HASH, Set.of(Role.OPERATOR)))
                    : Optional.empty(),
            nanos::get,
            600);

    @Test
    void knowsWhoHasTheRightPassword() throws LoginRefused {
        assertThat(accounts.login("ann", "right", "::1"))
                .isEqualTo(new Caller("ann", Set.of(Role.OPERATOR), null, 600));
    }

    @Test
    void refusesWrongPasswordAndUnknownAccountAlike() {
        assertThatThrownBy(() -> accounts.login("ann", "wrong", "::1"))
                .isInstanceOf(LoginRefused.class)
                .hasMessage("Wrong name or password.");
        assertThatThrownBy(() -> accounts.login("bob", "right", "::1"))
                .isInstanceOf(LoginRefused.class)
                .hasMessage("Wrong name or password.");
    }

    @Test
    void refusesEvenTheRightPasswordAfterTooManyFailures() {
        failOften();

        assertThatThrownBy(() -> accounts.login("ann", "right", "::1"))
                .isInstanceOf(LoginRefused.class)
                .hasMessageContaining("Too many failed logins. Try again in");
    }

    @Test
    void countsFailuresByAddress() throws LoginRefused {
        failOften();

        assertThat(accounts.login("ann", "right", "192.0.2.7").account()).isEqualTo("ann");
    }

    @Test
    void letsInAfterTheWait() throws LoginRefused {
        failOften();
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());

        assertThat(accounts.login("ann", "right", "::1").account()).isEqualTo("ann");
    }

    private void failOften() {
        for (int i = 0; i < LoginThrottle.FREE_ATTEMPTS; i++) {
            assertThatThrownBy(() -> accounts.login("ann", "wrong", "::1")).isInstanceOf(LoginRefused.class);
        }
    }
}
