#!/usr/bin/env python3
# Licensed under the Apache License, Version 2.0 (the "License");
# you may not use this file except in compliance with the License.
# You may obtain a copy of the License at
#
#     https://www.apache.org/licenses/LICENSE-2.0
#
# Unless required by applicable law or agreed to in writing, software
# distributed under the License is distributed on an "AS IS" BASIS,
# WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
# See the License for the specific language governing permissions and
# limitations under the License.
"""Makes a vertebra-parity/1 fixture from a PyTorch model.

The fixture holds no weights: each tensor of the state dict is filled with numbers that follow from its own name, the model is
run with them in float64, and what comes out is written down. Vertebra fills its own network in the same way and compares.

  export_fixture.py --id my-net --factory torchvision.models:resnet18 --arguments '{"weights": null}' \\
      --subject '{"model": "resnet18", "set": {}}' --dialect torchvision \\
      --case image=1x3x224x224 --case image=2x3x192x256 \\
      --tap feature.c4=layer3 --tap feature.c5=layer4 > my-net.json

Needs torch, and whatever the factory imports; nothing else.
"""
import argparse
import copy
import importlib
import json
import math
import sys

import torch
from torch import nn

MASK = (1 << 64) - 1
NORMS = (nn.modules.batchnorm._BatchNorm, nn.GroupNorm, nn.LayerNorm)
# Small enough that a wrong epsilon of the first batch norm shows in every output.
FIRST_VARIANCE = 1e-3


# ---------------------------------------------------------------- seeded values
def fnv(text):
    """FNV-1a, 64 bits."""
    value = 0xCBF29CE484222325
    for byte in text.encode("utf-8"):
        value = ((value ^ byte) * 0x100000001B3) & MASK
    return value


def signed(value):
    """The same 64 bits as torch's int64 has them."""
    return value - (1 << 64) if value >> 63 else value


def shifted(z, bits):
    """A shift that draws in zeros, which int64 does not have."""
    return (z >> bits) & ((1 << (64 - bits)) - 1)


def unit(seed, key, count):
    """The first numbers in [-1, 1) of a name, in float64."""
    steps = torch.arange(1, count + 1, dtype=torch.int64)
    z = steps * signed(0x9E3779B97F4A7C15) + signed(fnv(f"{seed}:{key}"))
    z = (z ^ shifted(z, 30)) * signed(0xBF58476D1CE4E5B9)
    z = (z ^ shifted(z, 27)) * signed(0x94D049BB133111EB)
    z = z ^ shifted(z, 31)
    return shifted(z, 40).to(torch.float64) / (1 << 23) - 1


def rounded(values):
    """Rounded to float32 once, kept in float64."""
    return values.to(torch.float32).to(torch.float64)


def tensor(seed, key, shape, offset, scale):
    return rounded(offset + scale * unit(seed, key, math.prod(shape))).reshape(shape)


def image(seed, key, shape):
    """Three quarters are equal over patches of 16 x 16 pixels, as neighbours are in photos."""
    n, c, height, width = shape
    rows, columns = -(-height // 16), -(-width // 16)
    fine = unit(seed, key + ":fine", math.prod(shape)).reshape(shape)
    coarse = unit(seed, key + ":coarse", n * c * rows * columns).reshape(n, c, rows, columns)
    coarse = coarse.repeat_interleave(16, 2).repeat_interleave(16, 3)[:, :, :height, :width]
    return rounded(0.75 * coarse + 0.25 * fine)


def network_input(seed, case, name, shape):
    """An input and the kind that the fixture states: an image where it can be one."""
    key = f"input:{case}:{name}"
    if len(shape) == 4 and shape[2] >= 32 and shape[3] >= 32:
        return image(seed, key, shape), "image"
    return tensor(seed, key, shape, 0.0, 1.0), "uniform"


# ---------------------------------------------------------------- the state dict
def short(value):
    """Six digits, as the fixture writes them; the numbers in use are those that are written."""
    return float(f"{float(value):.6g}")


def fan_in(module, weight):
    if isinstance(module, nn.modules.conv._ConvTransposeNd):
        return max(1, weight.numel() // weight.shape[1] // module.groups)
    return max(1, weight.numel() // weight.shape[0])


def first_choice(module, name, value):
    """Offset and scale of a tensor before anything was run."""
    if isinstance(module, NORMS):
        return {"weight": (0.8, 0.3), "bias": (0.0, 0.1), "running_var": (1.0, 0.3)}.get(name, (0.0, 0.1))
    if isinstance(module, nn.PReLU):
        return 0.25, 0.1
    if value.dim() < 2:
        return 0.0, 0.1
    return 0.0, short(math.sqrt(6.0 / fan_in(module, value)))


class State:
    """The model's tensors of real numbers with the offset and scale of each."""

    def __init__(self, model, seed, chosen):
        self.seed = seed
        self.tensors = {key: value for key, value in model.state_dict(keep_vars=True).items() if value.is_floating_point()}
        modules = dict(model.named_modules())
        self.chosen = dict(chosen)
        for key, value in self.tensors.items():
            if key not in self.chosen:
                path, _, name = key.rpartition(".")
                self.chosen[key] = first_choice(modules.get(path), name, value)
        unknown = set(self.chosen) - set(self.tensors)
        if unknown:
            raise SystemExit(f"the state names tensors that the model has not: {sorted(unknown)}")
        for key in self.tensors:
            self.fill(key)

    def fill(self, key, offset=None, scale=None):
        if offset is not None:
            self.chosen[key] = (short(offset), short(scale))
        value = self.tensors[key]
        with torch.no_grad():
            value.copy_(tensor(self.seed, key, tuple(value.shape), *self.chosen[key]))

    def rows(self):
        return [[key, list(value.shape), *self.chosen[key]] for key, value in self.tensors.items()]


def calibrate(model, state, inputs):
    """
    Gives the running statistics of batch norms what really flows there, in the order of the flow, so that neither do outputs
    vanish nor does a forgotten norm stay unseen.
    """
    first = {}

    def note_convolution(module, arguments, output):
        if "norm" not in first:
            first["convolution"] = module

    def note_norm(module, arguments):
        if "norm" not in first:
            first["norm"] = float(arguments[0].transpose(0, 1).flatten(1).var(1, unbiased=False).mean())

    def measure(key):
        def hook(module, arguments):
            channels = arguments[0].detach().transpose(0, 1).flatten(1)
            mean, variance = channels.mean(1), float(channels.var(1, unbiased=False).mean())
            spread = float(mean.std(unbiased=False)) * math.sqrt(3) + 0.1 * math.sqrt(variance)
            state.fill(key + "running_mean", float(mean.mean()), spread)
            state.fill(key + "running_var", max(variance, 1e-6), 0.3 * max(variance, 1e-6))

        return hook

    batch_norms = {name: m for name, m in model.named_modules() if isinstance(m, nn.modules.batchnorm._BatchNorm)}
    tracked = {name: m for name, m in batch_norms.items() if m.running_var is not None}
    convolutions = {name: m for name, m in model.named_modules() if isinstance(m, nn.modules.conv._ConvNd)}
    hooks = [m.register_forward_hook(note_convolution) for m in convolutions.values()]
    hooks += [m.register_forward_pre_hook(note_norm) for m in tracked.values()]
    run(model, inputs, {})
    for hook in hooks:
        hook.remove()
    for name, module in convolutions.items():
        if module is first.get("convolution") and first.get("norm", 0) > 0 and module.bias is None:
            key = (name + "." if name else "") + "weight"
            offset, scale = state.chosen[key]
            state.fill(key, offset, scale * math.sqrt(FIRST_VARIANCE / first["norm"]))
    hooks = [m.register_forward_pre_hook(measure(name + "." if name else "")) for name, m in tracked.items()]
    run(model, inputs, {})
    for hook in hooks:
        hook.remove()


# ---------------------------------------------------------------- running
def named(value, prefix="output"):
    """Tensors of a model's answer by name: a dict's keys, positions of a tuple, `output` for the only one."""
    if isinstance(value, torch.Tensor):
        return {prefix: value}
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    found = {}
    for key, part in pairs:
        if part is not None:
            found.update(named(part, str(key) if prefix == "output" else f"{prefix}.{key}"))
    return found


def run(model, inputs, taps):
    """The outputs of one forward and of the modules that were asked for."""
    found, hooks = {}, []
    modules = dict(model.named_modules())
    for name, path in taps.items():
        if path not in modules:
            raise SystemExit(f"--tap {name}={path}: the model has no module {path}")
        # The first call counts: some models use one module several times; tap what stands around it then.
        hooks.append(modules[path].register_forward_hook(
            lambda module, arguments, output, name=name: found.setdefault(name, output.detach().clone())))
    with torch.no_grad():
        outputs = named(model(*inputs))
    for hook in hooks:
        hook.remove()
    outputs.update(found)
    return outputs


def digits(value):
    return float(f"{float(value):.8g}")


def described(exact, single, samples):
    flat = exact.flatten()
    largest = float(flat.abs().max())
    if largest == 0:
        raise SystemExit("an output is zero everywhere; it would pass anything")
    count = min(samples, flat.numel())
    step = (flat.numel() - 1) / max(1, count - 1)
    indices = sorted({round(i * step) for i in range(count)})
    return {
        "shape": list(exact.shape),
        "mean": digits(flat.mean()),
        "std": digits(flat.std(unbiased=False)),
        "absmax": digits(largest),
        "float32Deviation": short((flat - single.flatten().double()).abs().max() / largest),
        "samples": [[i, digits(flat[i])] for i in indices],
    }


def one_case(model, single, inputs, kinds, taps, samples):
    exact = run(model, [value for _, value in inputs], taps)
    rough = run(single, [value.float() for _, value in inputs], taps)
    turned = run(model, [-value for _, value in inputs], taps)
    case = {
        "inputs": [{"name": n, "shape": list(v.shape), "kind": k} for (n, v), k in zip(inputs, kinds)],
        "outputs": {name: described(value, rough[name], samples) for name, value in exact.items()},
    }
    moved = {name: short((value - turned[name]).abs().max() / value.abs().max()) for name, value in exact.items()}
    return case, moved


# ---------------------------------------------------------------- the command
def pair(text):
    name, _, value = text.partition("=")
    if not name or not value:
        raise argparse.ArgumentTypeError(f"NAME=VALUE, not {text!r}")
    return name, value


def shapes(text):
    return [(name, [int(side) for side in shape.split("x")]) for name, shape in map(pair, text.split(","))]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--id", required=True, help="label of the fixture")
    parser.add_argument("--factory", required=True, help="package.module:function that makes the model")
    parser.add_argument("--arguments", type=json.loads, default={}, help="its named arguments, as JSON")
    parser.add_argument("--subject", type=json.loads, required=True,
                        help='what Vertebra builds, as JSON: {"model": "my-net", "set": {}} or '
                             '{"part": "backbone", "type": "my-net", "options": {}}')
    parser.add_argument("--dialect", default="vertebra", help="family of the state dict's keys")
    parser.add_argument("--theme", default="", help="plugin that has it")
    parser.add_argument("--case", type=shapes, action="append", required=True, metavar="NAME=NxCxHxW[,NAME=...]",
                        help="inputs of one forward, in the order of the model's arguments; again for another forward")
    parser.add_argument("--tap", type=pair, action="append", default=[], metavar="NAME=MODULE",
                        help="also the first output of this module, such as feature.c4=layer3")
    parser.add_argument("--output", type=pair, action="append", default=[], metavar="NAME=AS",
                        help="writes the model's output NAME as AS; those of tuples are called 0, 1, ...")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--samples", type=int, default=64, help="values that are written of each output")
    parser.add_argument("--state-from", metavar="FILE",
                        help="takes offsets and scales from an existing fixture instead of choosing them")
    parser.add_argument("--note", action="append", default=[])
    return parser.parse_args()


def main():
    given = arguments()
    module, _, function = given.factory.partition(":")
    sys.path.insert(0, ".")
    model = getattr(importlib.import_module(module), function)(**given.arguments).double().eval()
    chosen = {}
    if given.state_from:
        with open(given.state_from, encoding="utf-8") as file:
            chosen = {row[0]: (row[2], row[3]) for row in json.load(file)["state"]}
    state = State(model, given.seed, chosen)
    made = [[(name, *network_input(given.seed, i, name, shape)) for name, shape in case]
            for i, case in enumerate(given.case)]
    if not given.state_from:
        calibrate(model, state, [value for _, value, _ in made[0]])
    single = copy.deepcopy(model).float()
    renamed, taps = dict(given.output), dict(given.tap)
    cases, sensitivity = [], {}
    for case in made:
        inputs = [(name, value) for name, value, _ in case]
        one, moved = one_case(model, single, inputs, [kind for _, _, kind in case], taps, given.samples)
        one["outputs"] = {renamed.get(name, name): value for name, value in one["outputs"].items()}
        cases.append(one)
        for name, far in moved.items():
            name = renamed.get(name, name)
            sensitivity[name] = min(far, sensitivity.get(name, far))
    deaf = [name for name, far in sensitivity.items() if far < 1e-3]
    if deaf:
        print(f"warning: {deaf} hardly depend on the input; PARITY-03 will say so", file=sys.stderr)
    write({
        "format": "vertebra-parity/1",
        "id": given.id,
        "theme": given.theme,
        "model": given.subject,
        "reference": {"package": "torch", "version": torch.__version__, "constructor": given.factory},
        "dialect": given.dialect,
        "seed": given.seed,
        "parameters": sum(p.numel() for p in model.parameters() if p.requires_grad),
        "input": {"offset": 0.0, "scale": 1.0},
        "notes": given.note,
        "inputSensitivity": sensitivity,
        "state": state.rows(),
        "cases": cases,
    })


def write(fixture):
    """One line a member and a tensor: readable differences, small files."""
    members = []
    for key, value in fixture.items():
        if key in ("state", "cases"):
            lines = ",\n".join("  " + json.dumps(part, separators=(",", ":")) for part in value)
            members.append(f' "{key}": [\n{lines}\n ]')
        else:
            members.append(f" {json.dumps(key)}: {json.dumps(value)}")
    print("{\n" + ",\n".join(members) + "\n}")


if __name__ == "__main__":
    main()
