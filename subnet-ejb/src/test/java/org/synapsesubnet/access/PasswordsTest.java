package org.synapsesubnet.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final Passwords passwords = new Passwords(new SecureRandom());

    @Test
    void matchesOnlyTheHashedPassword() {
        String hash = passwords.hash("päss word");

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").hasSizeLessThan(255);
        assertThat(passwords.matches("päss word", hash)).isTrue();
        assertThat(passwords.matches("pass word", hash)).isFalse();
    }

    @Test
    void matchesAHashOfTheReferenceImplementation() {
        // test.c of github.com/P-H-C/phc-winner-argon2: argon2id, t=2, m=2^16, p=1
        assertThat(passwords.matches(
                        "password",
                        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
                .isTrue();
    }

    @Test
    void saltsEachHash() {
        assertThat(passwords.hash("same")).isNotEqualTo(passwords.hash("same"));
    }
}
