package io.tributary.record;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Escapes what XML 1.0 does not allow and SQS therefore refuses in a body: beside the control characters, which JSON escapes
 * anyway, U+FFFE, U+FFFF and surrogates. All surrogates, since one at a time does not show whether it is half of a pair.
 */
public final class XmlLegalEscapes extends CharacterEscapes {

    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
        return standardAsciiEscapesForJSON();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
        boolean illegal = (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE)
                || character == 0xFFFE
                || character == 0xFFFF;
        return illegal ? new SerializedString(String.format(Locale.ROOT, "\\u%04X", character)) : null;
    }
}
