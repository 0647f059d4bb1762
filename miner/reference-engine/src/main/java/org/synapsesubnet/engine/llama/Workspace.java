package org.synapsesubnet.engine.llama;

/** Intermediate vectors of one forward pass, kept by a slot so that no token allocates. */
public final class Workspace {

    /** Positions computed together; a row of weights is then decoded once for all of them. */
    static final int MAX_BATCH = 32;

    final float[] x;
    final float[] normed;
    final float[] query;
    final float[] attended;
    final float[] projected;
    final float[] key;
    final float[] value;
    final float[] gate;
    final float[] up;
    final float[] angles;
    final float[] row;
    final float[] logits;
    float[] scores = new float[0];

    public Workspace(LlamaShape shape) {
        int wide = MAX_BATCH * shape.width();
        x = new float[wide];
        normed = new float[wide];
        query = new float[wide];
        attended = new float[wide];
        projected = new float[wide];
        key = new float[MAX_BATCH * shape.kvWidth()];
        value = new float[MAX_BATCH * shape.kvWidth()];
        gate = new float[MAX_BATCH * shape.feedForward()];
        up = new float[MAX_BATCH * shape.feedForward()];
        angles = new float[MAX_BATCH * shape.rotated()];
        row = new float[Math.max(shape.width(), shape.feedForward())];
        logits = new float[shape.vocabulary()];
    }

    /** Room for the attention scores of a text of {@code length} tokens. */
    float[] scores(int length) {
        if (scores.length < length) {
            scores = new float[Math.max(length, scores.length * 2)];
        }
        return scores;
    }
}
