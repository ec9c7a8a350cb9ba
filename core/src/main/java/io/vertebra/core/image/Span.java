package io.vertebra.core.image;

/**
 * Which pixels of a resized axis are wanted.
 *
 * @param in length of the input, padding included
 * @param valid length of the input without the padding behind it; padding is black and therefore needs no weights
 * @param out length of the whole output
 * @param from where the wanted window of the output starts
 * @param length of the window
 */
record Span(int in, int valid, int out, int from, int length) {}
