package io.vertebra.api.model;

import java.util.List;

/**
 * Who a component is and where it comes from.
 *
 * @param id kebab-case, as in the literature
 * @param title one line for people
 * @param authors of the paper, empty when there is none
 * @param venue and title of the paper
 * @param year of the paper, 0 when there is none
 * @param reference the implementation whose numbers it reproduces
 * @param licence of this implementation
 * @param deviations from the paper, each with its reason
 * @param background where a head keeps the background class
 */
public record Card(
        String id,
        String title,
        String authors,
        String venue,
        int year,
        String reference,
        String licence,
        List<String> deviations,
        Background background) {

    /** Where the background class stands among a head's channels. */
    public enum Background {
        /** There is none. */
        NONE,
        /** Channel 0. */
        FIRST,
        /** The last channel. */
        LAST
    }

    public Card {
        deviations = List.copyOf(deviations);
        if (!id.matches("[a-z0-9]+([.-][a-z0-9]+)*")) {
            throw new IllegalArgumentException("an id is kebab-case, not '" + id + "'");
        }
    }

    /** A component that comes from no paper, under Apache-2.0. */
    public static Card of(String id, String title) {
        return new Card(id, title, "", "", 0, "", "Apache-2.0", List.of(), Background.NONE);
    }

    /** The same card with its paper. */
    public Card paper(String paperAuthors, String titleAndVenue, int inYear) {
        return new Card(id, title, paperAuthors, titleAndVenue, inYear, reference, licence, deviations, background);
    }

    /** The same card with the implementation whose numbers are reproduced. */
    public Card reference(String implementation) {
        return new Card(id, title, authors, venue, year, implementation, licence, deviations, background);
    }

    /** The same card with what differs from the paper and why. */
    public Card deviations(String... differences) {
        return new Card(id, title, authors, venue, year, reference, licence, List.of(differences), background);
    }

    /** The same card for a head with a background class. */
    public Card background(Background where) {
        return new Card(id, title, authors, venue, year, reference, licence, deviations, where);
    }
}
