/** The story from end to end: what {@code ./mvnw -Prun} starts, used, broken and found again. */
@NullMarked
package org.synapsesubnet.tests.story;

import org.jspecify.annotations.NullMarked;
