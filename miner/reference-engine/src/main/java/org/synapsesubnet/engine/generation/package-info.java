/** One answer: prompt, chat template, slots, the token loop and what it reports. */
@NullMarked
package org.synapsesubnet.engine.generation;

import org.jspecify.annotations.NullMarked;
