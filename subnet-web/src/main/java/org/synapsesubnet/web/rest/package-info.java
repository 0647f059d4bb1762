/** What every REST application of ours is made of. */
@NullMarked
package org.synapsesubnet.web.rest;

import org.jspecify.annotations.NullMarked;
