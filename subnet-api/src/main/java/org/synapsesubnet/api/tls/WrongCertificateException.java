package org.synapsesubnet.api.tls;

import java.security.cert.CertificateException;

/** An axon shows another certificate than its neuron announced. */
public final class WrongCertificateException extends CertificateException {

    private static final long serialVersionUID = 1L;

    WrongCertificateException(String announced, String shown) {
        super("the certificate with SHA-256 " + announced + " was announced, " + shown + " was shown");
    }
}
