package org.synapsesubnet.registrar;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.access.AuditTrail;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.api.module.ChannelHistory;
import org.synapsesubnet.api.module.ChannelList;
import org.synapsesubnet.api.module.ChannelMove;
import org.synapsesubnet.api.module.ChannelTarget;
import org.synapsesubnet.api.module.ChannelView;
import org.synapsesubnet.api.module.ReleaseState;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * The channels of the registry's modules: each points at a release that may be run, and its history is kept. Each call
 * is a transaction and leaves an audit entry when it writes.
 */
@ApplicationScoped
@Transactional
public class Channels {
    @Inject
    private EntityManager entities;

    @Inject
    private InstantSource clock;

    protected Channels() {}

    Channels(EntityManager entities, InstantSource clock) {
        this.entities = entities;
        this.clock = clock;
    }

    public ChannelList list(String module) {
        UUID id = new ReleaseShelf(entities).module(module);
        List<ChannelView> channels = entities.createQuery(
                        "select c from Channel c where c.moduleId = :module order by c.name", Channel.class)
                .setParameter("module", id)
                .getResultStream()
                .map(channel -> stored(module, channel).channel())
                .toList();
        return new ChannelList(channels);
    }

    public StoredChannel find(String module, String name) {
        UUID id = new ReleaseShelf(entities).module(module);
        return search(id, name)
                .map(channel -> stored(module, channel))
                .orElseThrow(() -> ReleaseProblems.channelNotFound(module));
    }

    /**
     * Points a channel at a release; makes the channel where there is none.
     *
     * @throws org.synapsesubnet.api.problem.ProblemException with status 409 when the release isn't published or stable
     *     would go backwards unasked, 412 for a lost update
     */
    public StoredChannel point(String module, String name, ChannelTarget target, ExpectedTag expected, Caller by) {
        if (!ChannelView.isName(name)) {
            throw new InvalidValue("channel", "must be 1 to 32 characters of a-z, 0-9 and '-'");
        }
        ReleaseShelf shelf = new ReleaseShelf(entities);
        UUID id = shelf.module(module);
        Release release =
                shelf.lock(id, target.version()).orElseThrow(() -> ReleaseProblems.notFound(module, target.version()));
        requireFit(release, target.rollback());
        Optional<Channel> there = lock(id, name);
        if (expected.isConditional()
                && there.map(Channel::tag).filter(expected::holdsFor).isEmpty()) {
            throw ReleaseProblems.changed("Channel " + name, true);
        }
        Channel channel = there.orElseGet(() -> new Channel(id, name));
        Release before = releaseOf(channel);
        if (release.equals(before)) {
            return channel.stored(module, release); // a repeated PUT is no move
        }
        requireForward(name, before, release, target.rollback());
        Instant now = now();
        leave(name, before);
        channel.pointTo(release.id(), by.account(), now);
        entities.persist(channel);
        new Usages(entities).add(release.id(), UsageKind.CHANNEL, name, now);
        keep(
                id,
                name,
                new ChannelMove(
                        before == null ? null : before.text(),
                        release.text(),
                        target.rollback(),
                        target.reason(),
                        by.account(),
                        now));
        flush(name, expected);
        audit(by, "channel.point", module, name + " " + release.text());
        return channel.stored(module, release);
    }

    /** Takes a channel away; its history stays. */
    public void remove(String module, String name, ExpectedTag expected, Caller by) {
        UUID id = new ReleaseShelf(entities).module(module);
        Channel channel = lock(id, name).orElseThrow(() -> ReleaseProblems.channelNotFound(module));
        if (!expected.holdsFor(channel.tag())) {
            throw ReleaseProblems.changed("Channel " + name, true);
        }
        Release before = releaseOf(channel);
        leave(name, before);
        entities.remove(channel);
        keep(id, name, new ChannelMove(before == null ? null : before.text(), null, false, null, by.account(), now()));
        flush(name, expected);
        audit(by, "channel.remove", module, name);
    }

    /**
     * The latest move first.
     *
     * @param offset 0 or more
     * @param limit 1 or more
     */
    public ChannelHistory history(String module, String name, int offset, int limit) {
        UUID id = new ReleaseShelf(entities).module(module);
        long total = entities.createQuery(
                        "select count(s) from ChannelStep s where s.moduleId = :module and s.channel = :name",
                        Long.class)
                .setParameter("module", id)
                .setParameter("name", name)
                .getSingleResult();
        if (total == 0) {
            throw ReleaseProblems.channelNotFound(module);
        }
        List<ChannelMove> moves = entities.createQuery(
                        "select s from ChannelStep s where s.moduleId = :module and s.channel = :name"
                                + " order by s.movedAt desc, s.id",
                        ChannelStep.class)
                .setParameter("module", id)
                .setParameter("name", name)
                .setFirstResult(offset)
                .setMaxResults(limit)
                .getResultStream()
                .map(ChannelStep::move)
                .toList();
        return new ChannelHistory(moves, offset, limit, total);
    }

    private static void requireFit(Release release, boolean rollback) {
        boolean deprecated = release.state() == ReleaseState.DEPRECATED;
        if (release.state() != ReleaseState.PUBLISHED && !(deprecated && rollback)) {
            throw ReleaseProblems.notPublished(release.text(), release.state(), deprecated);
        }
    }

    private static void requireForward(String name, @Nullable Release before, Release after, boolean rollback) {
        if (before != null
                && name.equals(ChannelView.STABLE)
                && !rollback
                && after.semver().isLowerThan(before.semver())) {
            throw ReleaseProblems.backwards(before.text(), after.text());
        }
    }

    private void leave(String name, @Nullable Release before) {
        if (before != null) {
            new Usages(entities).remove(before.id(), UsageKind.CHANNEL, name);
        }
    }

    private void keep(UUID module, String name, ChannelMove move) {
        entities.persist(new ChannelStep(module, name, move));
    }

    private void flush(String name, ExpectedTag expected) {
        try {
            entities.flush();
        } catch (OptimisticLockException | ConstraintViolationException e) {
            throw ReleaseProblems.changed("Channel " + name, expected.isConditional());
        }
    }

    private Optional<Channel> search(UUID module, String name) {
        return byName(module, name).getResultStream().findFirst();
    }

    /** Until the transaction ends, nobody else moves the channel. */
    private Optional<Channel> lock(UUID module, String name) {
        return byName(module, name)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    private TypedQuery<Channel> byName(UUID module, String name) {
        return entities.createQuery(
                        "select c from Channel c where c.moduleId = :module and c.name = :name", Channel.class)
                .setParameter("module", module)
                .setParameter("name", name);
    }

    private StoredChannel stored(String module, Channel channel) {
        return channel.stored(module, Objects.requireNonNull(releaseOf(channel)));
    }

    private @Nullable Release releaseOf(Channel channel) {
        UUID release = channel.releaseId();
        return release == null ? null : entities.find(Release.class, release);
    }

    private void audit(Caller by, String action, String module, String detail) {
        new AuditTrail(entities, clock).record(by.account(), action, module, detail);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
