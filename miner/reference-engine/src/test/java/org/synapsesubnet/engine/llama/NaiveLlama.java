package org.synapsesubnet.engine.llama;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The llama architecture once more, written from the papers in double precision and sharing no code with the engine: it
 * parses the file itself, dequantises by its own reading of the formats, keeps no cache, and computes every position
 * from scratch with complex rotations and plain matrix products. Slow, and meant to be.
 */
final class NaiveLlama {

    private final Map<String, double[][]> matrices = new HashMap<>();
    private final Map<String, Double> numbers = new HashMap<>();

    NaiveLlama(Path path) throws Exception {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        in.position(8);
        long tensors = in.getLong();
        long pairs = in.getLong();
        for (long i = 0; i < pairs; i++) {
            String key = text(in);
            value(in, in.getInt(), key);
        }
        record Entry(String name, long columns, long rows, int type, long offset) {}
        List<Entry> entries = new ArrayList<>();
        for (long i = 0; i < tensors; i++) {
            String name = text(in);
            int dimensions = in.getInt();
            long columns = in.getLong();
            long rows = dimensions == 2 ? in.getLong() : 1;
            entries.add(new Entry(name, columns, rows, in.getInt(), in.getLong()));
        }
        int start = (in.position() + 31) / 32 * 32;
        for (Entry entry : entries) {
            double[][] matrix = new double[(int) entry.rows][(int) entry.columns];
            for (int n = 0; n < entry.rows * entry.columns; n++) {
                matrix[(int) (n / entry.columns)][(int) (n % entry.columns)] =
                        element(in, start + (int) entry.offset, entry.type, n);
            }
            matrices.put(entry.name, matrix);
        }
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[(int) in.getLong()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void value(ByteBuffer in, int type, String key) {
        switch (type) {
            case 4, 5 -> numbers.put(key, (double) in.getInt());
            case 6 -> numbers.put(key, (double) in.getFloat());
            case 7 -> in.get();
            case 8 -> text(in);
            case 9 -> {
                int element = in.getInt();
                long length = in.getLong();
                for (long i = 0; i < length; i++) {
                    value(in, element, key + "[]");
                }
            }
            default -> throw new IllegalStateException("type " + type);
        }
    }

    private static double element(ByteBuffer in, int start, int type, int n) {
        int block = n / 32;
        int at = n % 32;
        return switch (type) {
            case 0 -> in.getFloat(start + 4 * n);
            case 1 -> half(in.getShort(start + 2 * n));
            case 2 -> {
                int pair = Byte.toUnsignedInt(in.get(start + 18 * block + 2 + at % 16));
                yield half(in.getShort(start + 18 * block)) * ((at < 16 ? pair % 16 : pair / 16) - 8);
            }
            case 8 -> half(in.getShort(start + 34 * block)) * in.get(start + 34 * block + 2 + at);
            default -> throw new IllegalStateException("type " + type);
        };
    }

    /** IEEE 754 binary16 by its definition. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        double magnitude =
                exponent == 0 ? fraction * Math.pow(2, -24) : (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
        return bits < 0 ? -magnitude : magnitude;
    }

    private double[][] matrix(String name) {
        return Objects.requireNonNull(matrices.get(name), name);
    }

    private double number(String name) {
        return Objects.requireNonNull(numbers.get(name), name);
    }

    /** Logits after the last of the tokens. */
    double[] logits(int... tokens) {
        double[][] x = new double[tokens.length][];
        for (int t = 0; t < tokens.length; t++) {
            x[t] = matrix("token_embd.weight")[tokens[t]].clone();
        }
        for (int layer = 0; layer < number("llama.block_count"); layer++) {
            String prefix = "blk." + layer + ".";
            double[][] normed = normAll(x, prefix + "attn_norm.weight");
            double[][] attended = attention(normed, prefix);
            double[][] projected = timesAll(prefix + "attn_output.weight", attended);
            x = sum(x, projected);
            normed = normAll(x, prefix + "ffn_norm.weight");
            double[][] gate = timesAll(prefix + "ffn_gate.weight", normed);
            double[][] up = timesAll(prefix + "ffn_up.weight", normed);
            for (int t = 0; t < x.length; t++) {
                for (int i = 0; i < gate[t].length; i++) {
                    gate[t][i] = gate[t][i] / (1 + Math.exp(-gate[t][i])) * up[t][i];
                }
            }
            x = sum(x, timesAll(prefix + "ffn_down.weight", gate));
        }
        double[][] last = normAll(x, "output_norm.weight");
        String output = matrices.containsKey("output.weight") ? "output.weight" : "token_embd.weight";
        return timesAll(output, last)[x.length - 1];
    }

    private double[][] attention(double[][] x, String prefix) {
        int heads = (int) number("llama.attention.head_count");
        int kvHeads = (int) number("llama.attention.head_count_kv");
        double[][] q = timesAll(prefix + "attn_q.weight", x);
        double[][] k = timesAll(prefix + "attn_k.weight", x);
        double[][] v = timesAll(prefix + "attn_v.weight", x);
        int width = q[0].length / heads;
        double[][] result = new double[x.length][q[0].length];
        for (int head = 0; head < heads; head++) {
            int kv = head * kvHeads / heads;
            for (int t = 0; t < x.length; t++) {
                double[] weights = new double[t + 1];
                double total = 0;
                for (int s = 0; s <= t; s++) {
                    weights[s] = Math.exp(
                            rotatedProduct(q[t], head * width, t, k[s], kv * width, s, width) / Math.sqrt(width));
                    total += weights[s];
                }
                for (int s = 0; s <= t; s++) {
                    for (int i = 0; i < width; i++) {
                        result[t][head * width + i] += weights[s] / total * v[s][kv * width + i];
                    }
                }
            }
        }
        return result;
    }

    /** Rotary embedding only turns the product of two pairs by the distance of their positions. */
    private double rotatedProduct(double[] q, int qAt, int t, double[] k, int kAt, int s, int width) {
        int rotated = (int) number("llama.rope.dimension_count");
        double product = 0;
        for (int i = 0; i < width; i += 2) {
            double angle = i < rotated ? (t - s) * Math.pow(number("llama.rope.freq_base"), -(double) i / rotated) : 0;
            double real = q[qAt + i] * k[kAt + i] + q[qAt + i + 1] * k[kAt + i + 1];
            double imaginary = q[qAt + i + 1] * k[kAt + i] - q[qAt + i] * k[kAt + i + 1];
            product += real * Math.cos(angle) - imaginary * Math.sin(angle);
        }
        return product;
    }

    private double[][] normAll(double[][] x, String name) {
        double[] weight = matrix(name)[0];
        double[][] result = new double[x.length][weight.length];
        for (int t = 0; t < x.length; t++) {
            double mean = 0;
            for (double number : x[t]) {
                mean += number * number / weight.length;
            }
            for (int i = 0; i < weight.length; i++) {
                result[t][i] = x[t][i] / Math.sqrt(mean + number("llama.attention.layer_norm_rms_epsilon")) * weight[i];
            }
        }
        return result;
    }

    private double[][] timesAll(String name, double[][] x) {
        double[][] matrix = matrix(name);
        double[][] result = new double[x.length][matrix.length];
        for (int t = 0; t < x.length; t++) {
            for (int row = 0; row < matrix.length; row++) {
                for (int i = 0; i < x[t].length; i++) {
                    result[t][row] += matrix[row][i] * x[t][i];
                }
            }
        }
        return result;
    }

    private static double[][] sum(double[][] a, double[][] b) {
        double[][] result = new double[a.length][a[0].length];
        for (int t = 0; t < a.length; t++) {
            for (int i = 0; i < a[t].length; i++) {
                result[t][i] = a[t][i] + b[t][i];
            }
        }
        return result;
    }
}
