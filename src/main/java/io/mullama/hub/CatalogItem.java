package io.mullama.hub;

import java.util.List;

/**
 * An entry as a file of the catalog has it. Immutable.
 *
 * @param family in small letters
 * @param tag in small letters
 * @param isDefault whether the family's name alone means it
 * @param also other tags for it
 */
record CatalogItem(CatalogEntry entry, String family, String tag, boolean isDefault, List<String> also) {
    CatalogItem {
        also = List.copyOf(also);
    }
}
