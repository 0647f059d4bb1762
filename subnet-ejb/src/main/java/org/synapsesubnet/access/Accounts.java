package org.synapsesubnet.access;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Checks names and passwords. */
@ApplicationScoped
public class Accounts {
    /** Longer ones are refused unread: hashing costs by length. */
    private static final int MAX_PASSWORD = 256;

    private final Function<String, Optional<AccountBook.Credential>> find;
    private final LoginThrottle throttle;
    private final int requestsPerMinute;
    private final Passwords passwords = new Passwords(new SecureRandom());
    private final String nobodysHash = passwords.hashOfNothing();

    @SuppressWarnings("NullAway") // the container's proxy
    protected Accounts() {
        this(name -> Optional.empty(), Ticker.systemTicker(), 1);
    }

    @Inject
    Accounts(AccountBook book, @ConfigProperty(name = AccessSettings.REQUESTS_PER_MINUTE) int requestsPerMinute) {
        this(book::find, Ticker.systemTicker(), requestsPerMinute);
    }

    Accounts(Function<String, Optional<AccountBook.Credential>> find, Ticker ticker, int requestsPerMinute) {
        this.find = find;
        this.throttle = new LoginThrottle(ticker);
        this.requestsPerMinute = requestsPerMinute;
    }

    /**
     * Who logs in with this name and password.
     *
     * @param address where the login comes from; failures are counted by account and address
     * @throws LoginRefused when either is wrong, or after too many failures
     */
    public Caller login(String name, String password, String address) throws LoginRefused {
        if (name.length() > Account.MAX_NAME || password.length() > MAX_PASSWORD) {
            throw new LoginRefused("Wrong name or password.");
        }
        Optional<Duration> wait = throttle.attempt(name, address);
        if (wait.isPresent()) {
            throw new LoginRefused(
                    "Too many failed logins. Try again in " + (wait.get().toSeconds() + 1) + " seconds.");
        }
        Optional<AccountBook.Credential> found = find.apply(name);
        String hash = found.map(AccountBook.Credential::passwordHash).orElse(nobodysHash);
        if (!passwords.matches(password, hash) || found.isEmpty()) {
            throw new LoginRefused("Wrong name or password.");
        }
        throttle.succeeded(name, address);
        return new Caller(name, found.get().roles(), null, requestsPerMinute);
    }
}
