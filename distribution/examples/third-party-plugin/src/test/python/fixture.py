#!/usr/bin/env python3
"""Computes the plugin's parity fixture with plain Python: a second implementation of the same figure, from the paper's formulas.

  python3 src/test/python/fixture.py > src/main/resources/META-INF/vertebra/parity/my-plugin-classifier.json

A plugin whose reference is a PyTorch model takes Vertebra's docs/tools/export_fixture.py instead. Both fill every tensor of the
state dict with numbers that follow from its own name, so that no weights have to be shipped.
"""
import json
import math
import struct

SEED = 0
MASK = (1 << 64) - 1
WIDTH, CHANNELS, CLASSES = 8, 16, 3
EPSILON = 1e-5
CASES = [(1, 3, 64, 64), (2, 3, 45, 70)]
SAMPLES = 64


def units(key, count):
    """Numbers in [-1, 1) that follow from a name: FNV-1a, then SplitMix64."""
    state = 0xCBF29CE484222325
    for byte in f"{SEED}:{key}".encode():
        state = ((state ^ byte) * 0x100000001B3) & MASK
    for i in range(1, count + 1):
        z = (state + i * 0x9E3779B97F4A7C15) & MASK
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield ((z ^ (z >> 31)) >> 40) / (1 << 23) - 1


def float32(value):
    return struct.unpack("f", struct.pack("f", value))[0]


def values(key, shape, offset, scale):
    return [float32(offset + scale * u) for u in units(key, math.prod(shape))]


def image(key, shape):
    """Three quarters are equal over patches of 16 x 16 pixels, as neighbours are in photos."""
    n, c, height, width = shape
    rows, columns = -(-height // 16), -(-width // 16)
    fine = list(units(key + ":fine", math.prod(shape)))
    coarse = list(units(key + ":coarse", n * c * rows * columns))
    pixels = []
    for i, value in enumerate(fine):
        plane, y, x = i // (height * width), i // width % height, i % width
        pixels.append(float32(0.75 * coarse[(plane * rows + y // 16) * columns + x // 16] + 0.25 * value))
    return pixels


class State:
    """The state dict: its rows as the fixture lists them, its values by name."""

    def __init__(self):
        self.rows, self.values, self.parameters = [], {}, 0

    def add(self, key, shape, offset, scale, trainable=True):
        self.rows.append([key, list(shape), offset, scale])
        self.values[key] = values(key, shape, offset, scale)
        self.parameters += math.prod(shape) if trainable else 0

    def linear(self, name, out, *fan):
        self.add(name + ".weight", (out, *fan), 0.0, round(math.sqrt(6 / math.prod(fan)), 6))

    def norm(self, name, channels):
        self.add(name + ".weight", (channels,), 0.8, 0.3)
        self.add(name + ".bias", (channels,), 0.0, 0.1)
        self.add(name + ".running_mean", (channels,), 0.0, 0.1, trainable=False)
        # Small, so that another epsilon would show.
        self.add(name + ".running_var", (channels,), 0.001, 0.0003, trainable=False)


def maps(flat, channels, height, width):
    return [[flat[(c * height + y) * width : (c * height + y + 1) * width] for y in range(height)] for c in range(channels)]


def halve(x, weight, out):
    """Convolution 3 x 3, stride 2, one row of zeros around."""
    height, width = len(x[0]), len(x[0][0])
    kernels = [maps(weight[o * len(x) * 9 : (o + 1) * len(x) * 9], len(x), 3, 3) for o in range(out)]

    def at(kernel, row, column):
        total = 0.0
        for plane, taps in zip(x, kernel):
            for dy in range(3):
                for dx in range(3):
                    y, z = 2 * row + dy - 1, 2 * column + dx - 1
                    if 0 <= y < height and 0 <= z < width:
                        total += plane[y][z] * taps[dy][dx]
        return total

    return [[[at(k, r, c) for c in range((width + 1) // 2)] for r in range((height + 1) // 2)] for k in kernels]


def norm_relu(x, state, name):
    scale, bias, mean, variance = (state[f"{name}.{part}"] for part in ("weight", "bias", "running_mean", "running_var"))

    def one(c, value):
        return max(0.0, (value - mean[c]) / math.sqrt(variance[c] + EPSILON) * scale[c] + bias[c])

    return [[[one(c, value) for value in row] for row in plane] for c, plane in enumerate(x)]


def mix(x, state, name):
    """Convolution 1 x 1 with bias."""
    weight, bias = state[name + ".weight"], state[name + ".bias"]
    height, width, count = len(x[0]), len(x[0][0]), len(x)
    return [
        [[b + sum(weight[o * count + i] * x[i][y][z] for i in range(count)) for z in range(width)] for y in range(height)]
        for o, b in enumerate(bias)
    ]


def run(x, state):
    """The levels of one photo and its logits."""
    c1 = norm_relu(halve(x, state["conv1.weight"], WIDTH), state, "bn1")
    c2 = norm_relu(halve(c1, state["conv2.weight"], 2 * WIDTH), state, "bn2")
    c3 = norm_relu(halve(c2, state["conv3.weight"], 4 * WIDTH), state, "bn3")
    fine, coarse = mix(c2, state, "neck.fine"), mix(c3, state, "neck.coarse")
    height, width, low, narrow = len(c2[0]), len(c2[0][0]), len(c3[0]), len(c3[0][0])
    p2 = [
        [[fine[o][y][z] + coarse[o][y * low // height][z * narrow // width] for z in range(width)] for y in range(height)]
        for o in range(CHANNELS)
    ]
    means = [sum(map(sum, plane)) / (height * width) for plane in p2]
    weight, bias = state["fc.weight"], state["fc.bias"]
    logits = [b + sum(weight[k * CHANNELS + i] * mean for i, mean in enumerate(means)) for k, b in enumerate(bias)]
    return {"output": logits, "feature.c2": c2, "feature.c3": c3, "fpn.p2": p2}


def flat(x):
    return [value for part in x for value in flat(part)] if isinstance(x, list) else [x]


def shape_of(x):
    return [len(x)] + shape_of(x[0]) if isinstance(x, list) else []


def summary(x):
    numbers = flat(x)
    step = max(1, (len(numbers) - 1) // (SAMPLES - 1))
    return {
        "shape": shape_of(x),
        "mean": sum(numbers) / len(numbers),
        "absmax": max(map(abs, numbers)),
        # How far float32 is from float64; with it unknown, the smallest tolerance holds.
        "float32Deviation": 0.0,
        "samples": [[i, float(f"{numbers[i]:.9g}")] for i in range(0, len(numbers), step)],
    }


def main():
    state = State()
    for i, (before, after) in enumerate([(3, WIDTH), (WIDTH, 2 * WIDTH), (2 * WIDTH, 4 * WIDTH)], 1):
        state.linear(f"conv{i}", after, before, 3, 3)
        state.norm(f"bn{i}", after)
    for name, channels in (("neck.fine", 2 * WIDTH), ("neck.coarse", 4 * WIDTH)):
        state.linear(name, CHANNELS, channels, 1, 1)
        state.add(name + ".bias", (CHANNELS,), 0.0, 0.1)
    state.linear("fc", CLASSES, CHANNELS)
    state.add("fc.bias", (CLASSES,), 0.0, 0.1)

    cases = []
    for number, shape in enumerate(CASES):
        n, c, height, width = shape
        pixels = image(f"input:{number}:image", shape)
        size = c * height * width
        runs = [run(maps(pixels[i * size : (i + 1) * size], c, height, width), state.values) for i in range(n)]
        outputs = {name: summary([one[name] for one in runs]) for name in runs[0]}
        cases.append({"inputs": [{"name": "image", "shape": list(shape), "kind": "image"}], "outputs": outputs})
    fixture = {
        "format": "vertebra-parity/1",
        "id": "my-plugin-classifier",
        "theme": "my-plugin",
        "model": {"model": "my-plugin-classifier", "set": {}},
        "reference": {"package": "src/test/python/fixture.py", "version": "1", "constructor": "run"},
        "dialect": "torchvision",
        "seed": SEED,
        "parameters": state.parameters,
        "input": {"offset": 0.0, "scale": 1.0},
        "state": state.rows,
        "cases": cases,
    }
    print(json.dumps(fixture, indent=1))


if __name__ == "__main__":
    main()
