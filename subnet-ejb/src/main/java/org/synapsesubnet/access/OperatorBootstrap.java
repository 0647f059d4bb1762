package org.synapsesubnet.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes the first account. One transaction: the account is inserted, then the files are written, then it commits. So of
 * two nodes that start at once only the one whose insert wins writes files, and a node killed in between leaves files
 * that the next start, which still finds no account, writes anew.
 */
@ApplicationScoped
@Transactional
class OperatorBootstrap {
    static final String OPERATOR = "operator";
    private static final int PASSWORD_BYTES = 18;

    @Inject
    private EntityManager entities;

    @Inject
    private InstantSource clock;

    @Inject
    @ConfigProperty(name = AccessSettings.CREDENTIALS_DIR)
    private String directory; // as text: not every server converts to Path

    @Inject
    @ConfigProperty(name = AccessSettings.REQUESTS_PER_MINUTE)
    private int requestsPerMinute;

    private final SecureRandom random = new SecureRandom();

    protected OperatorBootstrap() {}

    OperatorBootstrap(EntityManager entities, InstantSource clock, String directory, int requestsPerMinute) {
        this.entities = entities;
        this.clock = clock;
        this.directory = directory;
        this.requestsPerMinute = requestsPerMinute;
    }

    /**
     * Creates the operator with a random password and one API key when there is no account at all.
     *
     * @return where the credential lies; empty when there was an account
     */
    public Optional<Path> createWhereNobodyIs() {
        AccountBook accounts = new AccountBook(entities, clock);
        if (!accounts.isEmpty()) {
            return Optional.empty();
        }
        String password = randomPassword();
        accounts.add(OPERATOR, new Passwords(random).hash(password), Set.of(Role.OPERATOR));
        String apiKey = new ApiKeyBook(entities, clock)
                .issue(OPERATOR, "made at the first start", Role.OPERATOR, requestsPerMinute, OPERATOR)
                .secret();
        entities.flush();
        Path home = Path.of(directory).toAbsolutePath().normalize();
        try {
            new CredentialFiles(home).write(password, apiKey);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the operator's credential to " + home, e);
        }
        return Optional.of(home);
    }

    public boolean somebodyIsThere() {
        return !new AccountBook(entities, clock).isEmpty();
    }

    private String randomPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
