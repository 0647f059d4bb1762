package org.synapsesubnet.platform.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;
import org.synapsesubnet.api.problem.Problem;
import org.synapsesubnet.api.problem.ProblemException;

/**
 * Lets a request with a key happen once: its answer is kept in the transaction of its effects, for a day. A refused
 * request leaves nothing, so it may be sent again.
 */
@ApplicationScoped
@Transactional
public class RememberedAnswers {
    private static final Duration KEPT = Duration.ofHours(24);

    @Inject
    private EntityManager entities;

    @Inject
    private InstantSource clock;

    protected RememberedAnswers() {}

    RememberedAnswers(EntityManager entities, InstantSource clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /**
     * The answer that the request got before.
     *
     * @throws ProblemException with status 422 when the key came with another request
     */
    public Optional<Answer> find(RequestKey request) {
        return entities.createQuery(
                        "select a from RememberedAnswer a where a.account = :account and a.key = :key"
                                + " and a.createdAt > :oldest",
                        RememberedAnswer.class)
                .setParameter("account", request.account())
                .setParameter("key", request.key())
                .setParameter("oldest", oldest())
                .getResultStream()
                .findFirst()
                .map(remembered -> {
                    if (!remembered.isOf(request)) {
                        throw otherRequest();
                    }
                    return remembered.answer();
                });
    }

    /**
     * Does the work in this transaction and keeps its answer.
     *
     * @throws HappenedMeanwhileException when the same key was used at the same time; {@link #find} has its answer then
     */
    public Answer remember(RequestKey request, Supplier<Answer> work) {
        entities.createQuery("delete from RememberedAnswer a where a.createdAt <= :oldest")
                .setParameter("oldest", oldest())
                .executeUpdate();
        RememberedAnswer remembered =
                new RememberedAnswer(request, clock.instant().truncatedTo(ChronoUnit.MICROS));
        entities.persist(remembered);
        try {
            entities.flush(); // of several with one key, the database lets one go on
        } catch (ConstraintViolationException e) {
            throw new HappenedMeanwhileException(e);
        }
        Answer answer = work.get();
        remembered.fill(answer);
        return answer;
    }

    private Instant oldest() {
        return clock.instant().minus(KEPT);
    }

    private static ProblemException otherRequest() {
        return new ProblemException(Problem.of(
                "idempotency-key-reused",
                "Idempotency key reused",
                422,
                "This Idempotency-Key came with another request before. Choose a new key for a new request."));
    }
}
