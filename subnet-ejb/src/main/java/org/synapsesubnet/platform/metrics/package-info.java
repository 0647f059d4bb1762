/** The application's figures: one Micrometer registry for every component. */
@NullMarked
package org.synapsesubnet.platform.metrics;

import org.jspecify.annotations.NullMarked;
