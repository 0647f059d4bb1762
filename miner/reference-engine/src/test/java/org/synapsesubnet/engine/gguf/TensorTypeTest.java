package org.synapsesubnet.engine.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TensorTypeTest {

    @Test
    void f32KeepsEveryNumber() {
        float[] numbers = random(64);
        assertThat(roundTrip(TensorType.F32, numbers)).containsExactly(numbers);
    }

    @Test
    void f16IsWithinHalfAUnitOfItsLastPlace() {
        float[] numbers = random(512);
        float[] decoded = roundTrip(TensorType.F16, numbers);
        for (int i = 0; i < numbers.length; i++) {
            assertThat(Math.abs(decoded[i] - numbers[i])).isLessThanOrEqualTo(Math.abs(numbers[i]) / 2048 + 3e-8f);
        }
    }

    @Test
    void q80IsWithinHalfAStep() {
        float[] numbers = random(512);
        float[] decoded = roundTrip(TensorType.Q8_0, numbers);
        for (int block = 0; block < numbers.length; block += 32) {
            float step = largest(numbers, block) / 127;
            for (int i = block; i < block + 32; i++) {
                // Half a step of rounding, and the scale's own rounding to half precision times up to 127 steps.
                assertThat(Math.abs(decoded[i] - numbers[i])).isLessThanOrEqualTo(step * (0.5f + 127f / 2048));
            }
        }
    }

    @Test
    void q40IsWithinAStepAndKeepsTheExtreme() {
        float[] numbers = random(512);
        float[] decoded = roundTrip(TensorType.Q4_0, numbers);
        for (int block = 0; block < numbers.length; block += 32) {
            float extreme = largest(numbers, block);
            float step = extreme / 8;
            for (int i = block; i < block + 32; i++) {
                // The end opposite the extreme is cut at seven steps, so a whole step is lost there.
                assertThat(Math.abs(decoded[i] - numbers[i])).isLessThanOrEqualTo(step * (1 + 8f / 2048));
                if (Math.abs(numbers[i]) == extreme) {
                    assertThat(Math.abs(decoded[i] - numbers[i])).isLessThanOrEqualTo(extreme / 2048);
                }
            }
        }
    }

    /** Worked out by hand from llama.cpp's quantize_row_q4_0_ref: scale −8 / −8 = 1, low nibble first half. */
    @Test
    void q40HasTheLayoutOfLlamaCpp() {
        float[] numbers = new float[32];
        numbers[0] = -8;
        numbers[1] = 7;
        numbers[16] = 3.4f;
        numbers[17] = -2.6f;
        assertThat(hex(TensorType.Q4_0, numbers)).isEqualTo("003c" + "b0" + "5f" + "88".repeat(14));
    }

    @Test
    void q40OfAPositiveExtremeHasANegativeScale() {
        float[] numbers = new float[32];
        numbers[0] = 8;
        assertThat(hex(TensorType.Q4_0, numbers)).isEqualTo("00bc" + "80" + "88".repeat(15));
    }

    /** Worked out by hand: scale 127 / 127 = 1, halves are rounded away from zero. */
    @Test
    void q80HasTheLayoutOfLlamaCpp() {
        float[] numbers = new float[32];
        numbers[0] = 127;
        numbers[1] = -2.5f;
        numbers[2] = 2.5f;
        numbers[31] = -1;
        assertThat(hex(TensorType.Q8_0, numbers)).isEqualTo("003c" + "7f" + "fd" + "03" + "00".repeat(28) + "ff");
    }

    @Test
    void zerosStayZeros() {
        for (TensorType type : TensorType.values()) {
            for (float decoded : roundTrip(type, new float[32])) {
                // Q4_0 decodes to −0, which is as good.
                assertThat(Math.abs(decoded)).isZero();
            }
        }
    }

    private static float[] random(int count) {
        Random random = new Random(11);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    private static float largest(float[] numbers, int from) {
        float largest = 0;
        for (int i = from; i < from + 32; i++) {
            largest = Math.max(largest, Math.abs(numbers[i]));
        }
        return largest;
    }

    private static ByteBuffer encode(TensorType type, float[] numbers) {
        ByteBuffer bytes =
                ByteBuffer.allocate((int) type.bytesOf(numbers.length)).order(ByteOrder.LITTLE_ENDIAN);
        type.encode(numbers, bytes);
        assertThat(bytes.hasRemaining()).isFalse();
        return bytes;
    }

    private static String hex(TensorType type, float[] numbers) {
        return HexFormat.of().formatHex(encode(type, numbers).array());
    }

    private static float[] roundTrip(TensorType type, float[] numbers) {
        float[] decoded = new float[numbers.length];
        type.decode(encode(type, numbers), 0, decoded, numbers.length);
        return decoded;
    }
}
