package org.synapsesubnet.tests.servers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Writers who each add one key to the same module's configuration, by the book: read, change, write if unchanged. */
record ParallelWriters(Face face, String path) {

    private static final int PRECONDITION_FAILED = 412;
    private static final int OK = 200;

    void run(int writers) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> all = IntStream.range(0, writers)
                    .<Callable<Boolean>>mapToObj(writer -> () -> add("writer-" + writer))
                    .toList();
            for (Future<Boolean> one : threads.invokeAll(all)) {
                one.get();
            }
        }
    }

    private boolean add(String key) throws IOException, InterruptedException {
        ObjectMapper json = new ObjectMapper();
        while (true) {
            HttpResponse<String> read = face.getAsOperator(path);
            ObjectNode module = (ObjectNode) json.readTree(read.body());
            ObjectNode update = json.createObjectNode();
            update.set("description", module.path("description"));
            ((ObjectNode) update.set("configuration", module.path("configuration"))
                            .path("configuration"))
                    .put(key, true);
            HttpResponse<String> written = face.putAsOperator(
                    path, update.toString(), read.headers().firstValue("ETag").orElseThrow());
            if (written.statusCode() == OK) {
                return true;
            }
            if (written.statusCode() != PRECONDITION_FAILED) {
                throw new IOException(written.statusCode() + " " + written.body());
            }
        }
    }
}
