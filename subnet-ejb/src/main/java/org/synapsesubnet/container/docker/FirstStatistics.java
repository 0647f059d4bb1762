package org.synapsesubnet.container.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Statistics;
import java.util.concurrent.atomic.AtomicReference;

/** Keeps the first figures that come. */
final class FirstStatistics extends ResultCallback.Adapter<Statistics> {

    private final AtomicReference<Statistics> first = new AtomicReference<>();

    @Override
    public void onNext(Statistics figures) {
        first.compareAndSet(null, figures);
    }

    Statistics value(String id) {
        Statistics figures = first.get();
        if (figures == null) {
            throw new NotFoundException("container " + id + " has no statistics");
        }
        return figures;
    }
}
