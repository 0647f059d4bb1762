package org.synapsesubnet.engine.http;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.inference.ErrorBody;
import org.synapsesubnet.api.inference.ErrorCode;
import org.synapsesubnet.api.inference.HealthReport;
import org.synapsesubnet.api.inference.InferenceEvent;
import org.synapsesubnet.api.inference.InferenceModule;
import org.synapsesubnet.api.inference.InferenceRequest;
import org.synapsesubnet.api.inference.InferenceResult;
import org.synapsesubnet.api.inference.ModuleError;
import org.synapsesubnet.api.inference.ModuleException;
import org.synapsesubnet.api.inference.ModuleJson;
import org.synapsesubnet.api.inference.ModuleSettings;

/** The module interface over HTTP. */
final class ModuleFace {
    private static final Logger LOG = System.getLogger(ModuleFace.class.getName());
    private static final String JSON = "application/json; charset=utf-8";
    private static final String LINES = "application/x-ndjson";

    private final InferenceModule module;

    ModuleFace(InferenceModule module) {
        this.module = module;
    }

    static boolean isItsOwn(String path) {
        return path.startsWith(InferenceModule.PATH + "/");
    }

    void answer(Call call) throws IOException {
        try {
            String operation = call.method() + " " + call.path().substring(InferenceModule.PATH.length());
            switch (operation) {
                case "GET /health", "HEAD /health" -> health(call, module.healthCheck());
                case "GET /capabilities" -> send(call, 200, module.getCapabilities());
                case "GET /metrics" -> send(call, 200, module.getMetrics());
                case "POST /initialize" ->
                    health(call, module.initialize(ModuleJson.read(call.body(), ModuleSettings.class)));
                case "POST /inference" -> infer(call, ModuleJson.read(call.body(), InferenceRequest.class));
                default -> throw new ModuleException(ErrorCode.INVALID_INPUT, "there is no " + operation, null);
            }
        } catch (ModuleException e) {
            refuse(call, e.error());
        } catch (ApiException e) {
            refuse(call, new ModuleError(ErrorCode.TOO_LARGE, e.reason(), null));
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.log(Level.ERROR, call.method() + " " + call.path() + " failed", e);
            refuse(call, new ModuleError(ErrorCode.INTERNAL, "internal error", null));
        }
    }

    private static void health(Call call, HealthReport report) throws IOException {
        send(call, report.state().httpStatus(), report);
    }

    private void infer(Call call, InferenceRequest request) throws IOException, ModuleException {
        if (!request.streamed()) {
            send(call, 200, module.runInference(request, piece -> {}));
            return;
        }
        Lines lines = new Lines(call);
        try {
            InferenceResult result = module.runInference(request, piece -> lines.write(InferenceEvent.piece(piece)));
            lines.write(InferenceEvent.end(result));
        } catch (ModuleException e) {
            if (!call.begun()) {
                throw e;
            }
            lines.write(InferenceEvent.failure(e.error()));
        }
        lines.end();
    }

    /** Begins the answer with its first line, so that an earlier refusal has a status of its own. */
    private static final class Lines {
        private final Call call;
        private @Nullable OutputStream out;

        Lines(Call call) {
            this.call = call;
        }

        void write(InferenceEvent event) throws IOException {
            OutputStream begun = out == null ? call.begin(LINES) : out;
            out = begun;
            begun.write(ModuleJson.write(event));
            begun.write('\n');
            begun.flush();
        }

        void end() throws IOException {
            if (out != null) {
                out.close();
            }
        }
    }

    private static void refuse(Call call, ModuleError error) throws IOException {
        if (!call.begun()) {
            send(call, error.code().httpStatus(), new ErrorBody(error));
        }
    }

    private static void send(Call call, int status, Record answer) throws IOException {
        call.send(status, JSON, ModuleJson.write(answer));
    }
}
