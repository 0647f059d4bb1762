package org.synapsesubnet.kit;

import java.util.Locale;

/** What a module must keep to; on a report its name in lower case with hyphens. */
public enum Rule {
    HEALTH_ANSWERS("GET health answers within two seconds with one of the four states"),
    HEALTH_STATUS_AGREES("the HTTP status of health is 200 for ready and busy, and 503 for starting and unhealthy"),
    CAPABILITIES_COMPLETE("GET capabilities says all that the interface asks for"),
    INTERFACE_UNDERSTOOD("the module speaks a version of the interface that is understood"),
    MODELS_BY_DIGEST("each model has the SHA-256 of its bytes"),
    CAPABILITIES_STEADY("capabilities are the same each time"),
    INITIALIZE_REPEATABLE(
            "initialize with an empty configuration answers with the health, and so does the second time"),
    INFERENCE_ANSWERS("each model answers a short chat"),
    TOKENS_COUNTED("an answer tells the tokens of prompt and completion"),
    LIMIT_KEPT("an answer has at most maxTokens tokens, and says length where that ended it"),
    SEED_REPEATS("with the feature seed, the same seed gives the same answer"),
    STREAM_WELL_FORMED(
            "with the feature stream, an answer comes as lines of JSON of which only the last is the result"),
    STREAM_ADDS_UP("the pieces of a streamed answer are its text"),
    UNKNOWN_MODEL_REFUSED("a model that isn't served is refused with 404 and unknown_model"),
    BAD_JSON_REFUSED("a body that is no JSON is refused with 400 and invalid_input"),
    FIELD_NAMED("a value of the wrong type is refused with 400, invalid_input and the path of the field"),
    NEW_FIELDS_IGNORED("a field that this version doesn't know is ignored"),
    METRICS_ANSWER("GET metrics says all that the interface asks for"),
    METRICS_COUNT("metrics count the requests and tokens of an answer"),
    SLOTS_HOLD("as many answers as a model has slots are made at once, none refused"),
    HEALTH_UNDER_LOAD("health answers within two seconds while answers are made"),
    OLLAMA_LISTS_MODELS("with the feature ollama, /api/tags lists the model");

    private final String text;

    Rule(String text) {
        this.text = text;
    }

    /** The rule in words. */
    public String text() {
        return text;
    }

    /** The rule's name on a report. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
