package org.synapsesubnet.platform.server;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Shows every Micrometer meter as gauges of a MicroProfile {@link MetricRegistry}, one per measurement.
 *
 * <p>Loaded only where the server has that API; no CDI bean, so that WildFly's Weld never looks at it.
 */
final class MicroProfileMetrics {

    private final MetricRegistry target;
    private final Map<Meter.Id, List<MetricID>> shown = new ConcurrentHashMap<>();

    MicroProfileMetrics(MetricRegistry target) {
        this.target = target;
    }

    /** Mirrors what {@code source} has and will have. */
    void mirror(MeterRegistry source) {
        source.config().onMeterAdded(this::show).onMeterRemoved(this::hide);
        source.forEachMeter(this::show);
    }

    private void show(Meter meter) {
        shown.computeIfAbsent(
                meter.getId(),
                id -> StreamSupport.stream(meter.measure().spliterator(), false)
                        .map(measurement -> gauge(id, measurement))
                        .toList());
    }

    private MetricID gauge(Meter.Id meter, Measurement measurement) {
        Tag[] tags = meter.getTags().stream()
                .map(tag -> new Tag(tag.getKey().replace('.', '_'), tag.getValue()))
                .toArray(Tag[]::new);
        Metadata metadata = Metadata.builder()
                .withName(nameOf(meter, measurement))
                .withDescription(meter.getDescription())
                .withUnit(measurement.getStatistic() == Statistic.COUNT ? null : meter.getBaseUnit())
                .build();
        target.gauge(metadata, measurement, Measurement::getValue, tags);
        return new MetricID(metadata.getName(), tags);
    }

    /** A meter with one value keeps its name; of a timer's several, each carries its statistic. */
    private static String nameOf(Meter.Id meter, Measurement measurement) {
        return switch (measurement.getStatistic()) {
            case VALUE, COUNT -> meter.getType() == Meter.Type.TIMER ? meter.getName() + ".count" : meter.getName();
            default ->
                meter.getName()
                        + '.'
                        + measurement.getStatistic().getTagValueRepresentation().toLowerCase(Locale.ROOT);
        };
    }

    private void hide(Meter meter) {
        List<MetricID> ids = shown.remove(meter.getId());
        if (ids != null) {
            ids.forEach(target::remove);
        }
    }
}
