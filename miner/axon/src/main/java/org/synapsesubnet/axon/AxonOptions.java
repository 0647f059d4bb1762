package org.synapsesubnet.axon;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.api.tls.TlsIdentity;
import org.synapsesubnet.axon.settings.AdmissionSettings;
import org.synapsesubnet.axon.settings.EngineSettings;
import org.synapsesubnet.axon.settings.ListenSettings;
import org.synapsesubnet.axon.settings.MinerIdentity;
import org.synapsesubnet.axon.settings.QueueSettings;
import org.synapsesubnet.axon.settings.ReceiptSettings;

/** All that an axon is told when it starts. */
public record AxonOptions(
        MinerIdentity miner,
        ListenSettings listen,
        EngineSettings engine,
        AdmissionSettings admission,
        QueueSettings queue,
        ReceiptSettings receipts) {

    /** The defaults: plain HTTP on a free port of the loopback, one slot, 64 waiting at most two minutes, bodies of 8 MiB. */
    public static AxonOptions of(URI upstream, HotkeySigner hotkey, Set<Hotkey> validators, SubnetId subnet) {
        return new AxonOptions(
                new MinerIdentity(hotkey, subnet),
                ListenSettings.DEFAULT,
                EngineSettings.at(upstream),
                AdmissionSettings.of(validators),
                QueueSettings.DEFAULT,
                ReceiptSettings.DEFAULT);
    }

    public AxonOptions with(ListenSettings other) {
        return new AxonOptions(miner, other, engine, admission, queue, receipts);
    }

    public AxonOptions with(EngineSettings other) {
        return new AxonOptions(miner, listen, other, admission, queue, receipts);
    }

    public AxonOptions with(AdmissionSettings other) {
        return new AxonOptions(miner, listen, engine, other, queue, receipts);
    }

    public AxonOptions with(QueueSettings other) {
        return new AxonOptions(miner, listen, engine, admission, other, receipts);
    }

    public AxonOptions with(ReceiptSettings other) {
        return new AxonOptions(miner, listen, engine, admission, queue, other);
    }

    public AxonOptions listeningOn(InetSocketAddress address) {
        return with(listen.on(address));
    }

    public AxonOptions withTls(Optional<TlsIdentity> identity) {
        return with(listen.with(identity));
    }

    /** With so many slots, and so many requests that may wait for one. */
    public AxonOptions withSlots(int slots, int places) {
        return with(engine.withSlots(slots)).with(queue.withPlaces(places));
    }
}
