package io.vertebra.detection;

import io.vertebra.tck.junit.ParityTck;

/** The networks give the numbers of their references. */
final class ParityTest extends ParityTck {}
