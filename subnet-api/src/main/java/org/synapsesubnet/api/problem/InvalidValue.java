package org.synapsesubnet.api.problem;

/** A value that a record of this API refuses; names the field, what came and the limit. */
public final class InvalidValue extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String expectation;

    /**
     * @param field path of the field in the record
     * @param expectation what is expected there
     */
    public InvalidValue(String field, String expectation) {
        super(field + ": " + expectation);
        this.field = field;
        this.expectation = expectation;
    }

    public FieldError asFieldError() {
        return new FieldError(field, expectation);
    }
}
