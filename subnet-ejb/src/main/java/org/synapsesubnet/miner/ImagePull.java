package org.synapsesubnet.miner;

import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Images;

/** The pull of one image, tried until it succeeds or is closed. Belongs to one thread, and works on others. */
final class ImagePull implements AutoCloseable {

    private final String host;
    private final Images images;
    private final ImageReference image;
    private final Rest rest;
    private final ExecutorService threads;
    private final Runnable news;
    private @Nullable FutureTask<String> attempt;
    private String trouble = "";
    private int failures;
    private Instant restsUntil = Instant.MIN;

    ImagePull(String host, Images images, ImageReference image, Rest rest, ExecutorService threads, Runnable news) {
        this.host = host;
        this.images = images;
        this.image = image;
        this.rest = rest;
        this.threads = threads;
        this.news = news;
    }

    /**
     * To be called as long as the engine doesn't hold the image.
     *
     * @return how the pull stands, in words
     */
    String goOn() {
        if (attempt != null && attempt.isDone()) {
            fail(attempt.resultNow());
            attempt = null;
        }
        if (attempt == null && rest.isOver(restsUntil)) {
            begin();
        }
        if (attempt == null) {
            return "its image can't be pulled, and it is tried again: " + trouble;
        }
        return "its image is being pulled: " + image + (failures == 0 ? "" : "; the last try failed: " + trouble);
    }

    private void begin() {
        var next = new FutureTask<>(this::pull) {
            @Override
            protected void done() {
                news.run();
            }
        };
        try {
            threads.execute(next);
            attempt = next;
        } catch (RejectedExecutionException e) {
            // The application ends; nobody will ask for the image.
            restsUntil = Instant.MAX;
        }
    }

    /** @return why it failed; after a success, what it means that the image is still not there */
    private String pull() {
        try {
            FleetLog.LOG.pulls(host, image);
            images.pull(image);
            return "the engine doesn't hold " + image + " after its pull";
        } catch (EngineException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void fail(String why) {
        failures++;
        trouble = why;
        restsUntil = rest.until(failures);
        FleetLog.LOG.pullFailed(host, failures, why);
    }

    /** Breaks off what is under way; the engine keeps whole layers that it has got. */
    @Override
    public void close() {
        if (attempt != null) {
            attempt.cancel(true);
        }
    }
}
