package io.vertebra.classic;

import io.vertebra.tck.junit.ParityTck;

/** The networks give the numbers of their references. */
final class ParityTest extends ParityTck {}
