package io.vertebra.tck.check;

import java.util.List;

/** The checks of the standard rules. */
public final class Families {
    private Families() {}

    /** All of them; the more special forms of subject come first. */
    public static List<Family<?>> standard() {
        return List.of(
                new BackboneChecks(),
                new AttentionChecks(),
                new NeckLevelChecks(),
                new NeckInputChecks(),
                new FusionChecks(),
                new HeadOutputChecks(),
                new LossChecks(),
                new LossFormChecks(),
                new OverfitChecks(),
                new ShapeChecks(),
                new BatchChecks(),
                new StateChecks(),
                new GradientChecks(),
                new WeightChecks(),
                new MemoryChecks(),
                new ThreadChecks(),
                new PackageChecks(),
                new CardChecks(),
                new DiscoveryChecks(),
                new OptionChecks(),
                new BuildChecks(),
                new ReachChecks(),
                new CloseChecks(),
                new TaskGeometryChecks(),
                new TaskOrderChecks(),
                new TaskDataChecks(),
                new RecipeChecks(),
                new RecipeRunChecks(),
                new ParityChecks());
    }
}
