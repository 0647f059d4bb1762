/** What is in an image, read from the layers that its engine hands out; nothing of it is run or written to a disk. */
@NullMarked
package org.synapsesubnet.registrar.verification.image;

import org.jspecify.annotations.NullMarked;
