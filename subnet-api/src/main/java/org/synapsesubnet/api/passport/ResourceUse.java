package org.synapsesubnet.api.passport;

/**
 * What a release used under load, beside what it declares; 0 stands for "not said".
 *
 * @param peakMemoryBytes the highest of all samples, without file cache
 * @param peakCpuMillis thousandths of a core over about a second
 * @param meanCpuMillis of all samples
 * @param samples how often it was looked at, about once a second
 * @param overUsePercent how far the peak of memory lies above what is declared, in percent of that
 * @param outOfMemory whether the kernel ended it, which had twice of what is declared
 */
public record ResourceUse(
        long declaredMemoryBytes,
        long peakMemoryBytes,
        int declaredCpuMillis,
        int peakCpuMillis,
        int meanCpuMillis,
        int samples,
        int overUsePercent,
        boolean outOfMemory) {}
