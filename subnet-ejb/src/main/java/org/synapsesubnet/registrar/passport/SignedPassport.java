package org.synapsesubnet.registrar.passport;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.passport.Passport;
import org.synapsesubnet.registrar.signing.CanonicalJson;
import org.synapsesubnet.registrar.signing.SigningKey;

/**
 * A passport as it was signed.
 *
 * @param text its canonical JSON: the very bytes, so that no reading and writing can change them
 * @param bill the bill of materials in CycloneDX; null where the image couldn't be read
 */
public record SignedPassport(
        String text, PassportSignature signature, @Nullable String bill) {

    public static SignedPassport of(Passport passport, @Nullable String bill, SigningKey key) {
        String text = CanonicalJson.write(passport);
        PassportSignature signature = new PassportSignature(
                SigningKey.ALGORITHM, key.id(), key.publicKey(), key.sign(text.getBytes(StandardCharsets.UTF_8)));
        return new SignedPassport(text, signature, bill);
    }

    public Passport passport() {
        return CanonicalJson.read(text, Passport.class);
    }

    public Optional<String> billOfMaterials() {
        return Optional.ofNullable(bill);
    }

    /** Passport and signature in one JSON object. */
    public String envelope() {
        return "{\"passport\":" + text + ",\"signature\":" + CanonicalJson.write(signature) + "}";
    }
}
