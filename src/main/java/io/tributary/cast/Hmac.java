package io.tributary.cast;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The step {@code hmac}: the HMAC-SHA-256 of a text, with a key that stands in a property. The definition has the property's name
 * only, and neither messages nor logs have the key.
 */
public final class Hmac implements CastFactory {

    /** The name under which a home has it. */
    public static final String NAME = "hmac";

    private static final String ALGORITHM = "HmacSHA256";

    private final Function<String, @Nullable String> properties;
    private final boolean needsKeys;

    /**
     * Keys from these properties.
     *
     * @param properties answers the value of a property, or null if there is none
     * @param needsKeys whether a definition without its key is refused at once; else each value is, as where definitions are
     *     checked that will run elsewhere
     */
    public Hmac(Function<String, @Nullable String> properties, boolean needsKeys) {
        this.properties = properties;
        this.needsKeys = needsKeys;
    }

    @Override
    public CastFunction of(String property) {
        String key = properties.apply(property);
        if (key == null || key.isBlank()) {
            return missing(property);
        }
        SecretKeySpec secret = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        return text -> hex(secret, text.toString());
    }

    private CastFunction missing(String property) {
        String message =
                "hmac needs its key in the property '" + property + "' (application.properties or the environment)";
        if (needsKeys) {
            throw new IllegalArgumentException(message);
        }
        return text -> {
            throw new CastFailure(message);
        };
    }

    private static String hex(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
