package org.synapsesubnet.platform.server;

import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatformProvider;
import org.jspecify.annotations.Nullable;

/** Offers {@link PayaraJtaPlatform} on Payara and nothing on WildFly, whose Hibernate finds its own. */
public class PayaraJtaPlatformProvider implements JtaPlatformProvider {

    @Override
    @SuppressWarnings("BanJNDI") // a constant name in the server's own tree
    public @Nullable JtaPlatform getProvidedJtaPlatform() {
        try {
            new InitialContext().lookup(PayaraJtaPlatform.TRANSACTION_MANAGER);
            return new PayaraJtaPlatform();
        } catch (NamingException e) {
            return null;
        }
    }
}
