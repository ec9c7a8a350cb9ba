package io.vertebra.semanticsegmentation;

import io.vertebra.tck.junit.ParityTck;

/** The networks give the numbers of their references. */
final class ParityTest extends ParityTck {}
