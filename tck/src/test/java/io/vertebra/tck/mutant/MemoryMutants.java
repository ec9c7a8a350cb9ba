package io.vertebra.tck.mutant;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Pass;
import io.vertebra.tck.reference.ReferenceBackbone.Net;
import io.vertebra.tck.reference.ReferenceBackbone.Options;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Backbones that change what comes in, keep what they make, or make it where it does not belong. */
final class MemoryMutants {
    private MemoryMutants() {}

    static Stream<Mutant> all() {
        return Stream.of(
                BackboneMutants.building(
                        "BACKBONE-11",
                        "InPlaceScale",
                        BackboneMutants.changed((pass, image, c1, c2) -> {
                            if (BackboneMutants.real(image)) {
                                image.muli(2);
                            }
                            return c2;
                        }),
                        "a forward changes its input image",
                        "BACKBONE-07"),
                BackboneMutants.building(
                        "BACKBONE-12",
                        "KeepsActivation",
                        BackboneMutants.changed((pass, image, c1, c2) -> {
                            if (BackboneMutants.real(c2)) {
                                c2.mul(2).attach(image.getManager().getParentManager());
                            }
                            return c2;
                        }),
                        "3 forwards leave 3 arrays in the manager of the caller",
                        "BACKBONE-13"),
                BackboneMutants.building(
                        "BACKBONE-13", "BaseManagerInForward", BaseManagerNet::new, "NDManager.newBaseManager in "),
                BackboneMutants.building("BACKBONE-13", "CpuConstant", CpuNet::new, "Device.cpu in "),
                BackboneMutants.building("BACKBONE-13", "CpuInHelper", HelpedNet::new, "Device.cpu in "),
                BackboneMutants.building("BACKBONE-13", "CpuByReference", ReferringNet::new, "Device.cpu in "),
                BackboneMutants.building(
                        "BACKBONE-13",
                        "ParentsManager",
                        BackboneMutants.changed((pass, image, c1, c2) -> {
                            if (BackboneMutants.real(c2)) {
                                c2.getManager().getParentManager().create(1f).close();
                            }
                            return c2;
                        }),
                        "makes arrays outside of the input's manager"));
    }

    private static final class BaseManagerNet extends Net {
        BaseManagerNet(Options options) {
            super(options);
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            if (BackboneMutants.real(inputs.get(InputSpec.IMAGE))) {
                try (NDManager own = NDManager.newBaseManager()) {
                    own.create(1f);
                }
            }
            return super.forward(pass, inputs);
        }
    }

    private static final class CpuNet extends Net {
        CpuNet(Options options) {
            super(options);
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            NDArray image = inputs.get(InputSpec.IMAGE);
            return super.forward(
                    pass,
                    NamedArrays.of(
                            InputSpec.IMAGE,
                            BackboneMutants.real(image) ? image.toDevice(Device.cpu(), false) : image));
        }
    }

    /** Lets another class do it. */
    private static final class HelpedNet extends Net {
        HelpedNet(Options options) {
            super(options);
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            return super.forward(pass, NamedArrays.of(InputSpec.IMAGE, Places.moved(inputs.get(InputSpec.IMAGE))));
        }
    }

    private static final class Places {
        static NDArray moved(NDArray x) {
            return BackboneMutants.real(x) ? x.toDevice(place(), false) : x;
        }

        private static Device place() {
            return Device.cpu();
        }
    }

    /** Calls nothing by itself. */
    private static final class ReferringNet extends Net {
        private final Supplier<Device> place = Device::cpu;

        ReferringNet(Options options) {
            super(options);
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            NDArray image = inputs.get(InputSpec.IMAGE);
            return super.forward(
                    pass,
                    NamedArrays.of(
                            InputSpec.IMAGE, BackboneMutants.real(image) ? image.toDevice(place.get(), false) : image));
        }
    }
}
