package org.synapsesubnet.miner.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Asks the engines and axons of one host's containers again and again and remembers what they are like. Questions run beside each
 * other on the given threads; nobody waits for them.
 */
public final class HealthWatch {

    private static final Duration SOON = Duration.ofMillis(500);

    private final Predicate<String> works;
    private final HealthSettings settings;
    private final InstantSource clock;
    private final ExecutorService threads;
    private final Runnable news;
    private final Map<String, Patient> patients = new ConcurrentHashMap<>();
    private final Map<String, Question> questions = new ConcurrentHashMap<>();

    /**
     * A container that is to be asked.
     *
     * @param container its id
     * @param question what it is asked; may be put otherwise from one look to the next
     * @param madeAt when the container was made
     */
    public record Subject(String container, Question question, Instant madeAt) {}

    /**
     * @param works whether the container of this id computes at the moment; asked only where a question went unanswered
     * @param news called after a verdict that differs from the one before
     */
    public HealthWatch(
            HealthSettings settings,
            InstantSource clock,
            ExecutorService threads,
            Predicate<String> works,
            Runnable news) {
        this.works = works;
        this.settings = settings;
        this.clock = clock;
        this.threads = threads;
        this.news = news;
    }

    /** Asks those whose turn it is; forgets all that aren't among these. */
    public void look(Map<String, Subject> subjects) {
        patients.keySet().retainAll(subjects.keySet());
        questions.keySet().retainAll(subjects.keySet());
        for (Subject subject : subjects.values()) {
            questions.put(subject.container(), subject.question());
            Patient patient = patients.compute(
                    subject.container(), (id, known) -> known != null && known.is(subject) ? known : patient(subject));
            if (patient.ask(clock.instant())) {
                threads.execute(() -> ask(subject.container(), patient));
            }
        }
    }

    private Patient patient(Subject subject) {
        return new Patient(subject.madeAt(), settings);
    }

    /** What is known by now, by the containers' ids. */
    public Map<String, Verdict> verdicts() {
        return patients.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().verdict()));
    }

    /** A suspect is asked again soon, without waiting for the next look: looks may be seconds apart. */
    private void ask(String container, Patient patient) {
        try {
            Verdict.Finding before = patient.verdict().finding();
            question(container, patient);
            while (patient.verdict().finding() == Verdict.Finding.SUSPECT && patients.containsKey(container)) {
                Thread.sleep(SOON);
                if (patient.ask(clock.instant())) {
                    question(container, patient);
                }
            }
            if (patient.verdict().finding() != before) {
                news.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void question(String container, Patient patient) throws InterruptedException {
        Question question = questions.get(container);
        Instant start = clock.instant();
        if (question == null) {
            patient.unheard(start);
            return;
        }
        try {
            Optional<String> wrong = question.ask();
            if (wrong.isEmpty()) {
                Instant now = clock.instant();
                patient.generated(Duration.between(start, now), now);
            } else if (question.sign() && works.test(container)) {
                patient.worked(wrong.get(), clock.instant());
            } else {
                patient.missed(wrong.get(), clock.instant());
            }
        } catch (UnheardException e) {
            patient.unheard(clock.instant());
        }
    }
}
