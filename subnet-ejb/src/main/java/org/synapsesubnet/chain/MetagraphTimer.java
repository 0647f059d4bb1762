package org.synapsesubnet.chain;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import org.synapsesubnet.chain.api.ChainConnectionFactory;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.platform.concurrent.OneAtATime;

/** Has the {@link MetagraphFeed} look every second; its news are CDI events of type {@link Metagraph}. */
@Singleton
@Startup
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN) // ticks mustn't queue behind one that waits for the chain
@TransactionManagement(TransactionManagementType.BEAN) // a chain is never asked inside a transaction
public class MetagraphTimer {

    @Inject
    private ChainConnectionFactory connections;

    @Inject
    private Event<Metagraph> news;

    private final OneAtATime looking = new OneAtATime();

    @SuppressWarnings("NullAway.Init") // made when everything is injected
    private MetagraphFeed feed;

    public MetagraphTimer() {}

    @PostConstruct
    void begin() {
        feed = new MetagraphFeed(connections, news::fire);
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void look() {
        looking.run(feed::look);
    }

    @PreDestroy
    void stop() {
        looking.end();
    }
}
