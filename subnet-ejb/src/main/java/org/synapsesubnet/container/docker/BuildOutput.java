package org.synapsesubnet.container.docker;

import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.model.BuildResponseItem;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Hands on what a build says while the library waits for its image. */
final class BuildOutput extends BuildImageResultCallback {

    private final Consumer<String> output;

    BuildOutput(Consumer<String> output) {
        this.output = output;
    }

    @Override
    public void onNext(BuildResponseItem item) {
        super.onNext(item);
        // Progress bars of pulls are left out: they come many times a second.
        if (item.getProgress() == null) {
            Stream.of(item.getStream(), line(item.getStatus()), line(item.getError()))
                    .filter(text -> text != null && !text.isEmpty())
                    .forEach(output);
        }
    }

    private static String line(@Nullable String text) {
        return text == null ? "" : text + "\n";
    }
}
