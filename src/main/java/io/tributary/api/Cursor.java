package io.tributary.api;

import io.tributary.record.Key;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bson.Document;

/** Where a list goes on: the key of the last document that was given, in base64url. Clients are not to look into it. */
final class Cursor {

    private Cursor() {}

    static String of(Resource resource, Document last) {
        byte[] text = resource.idText(last).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /** @throws Problem.Refusal if the cursor is none of this list */
    static Key parse(Resource resource, String cursor) {
        try {
            byte[] text = Base64.getUrlDecoder().decode(cursor);
            return KeyText.parse(resource.keyTypes(), Percent.utf8(text));
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(
                    "after: '" + cursor + "' is no cursor of this list; pass on the 'next' of the page before");
        }
    }
}
