"""The encoder's graph: BERT layers with post-LayerNorm and mean pooling, as onnx, then int8.

Owns everything behind the word vectors. Its input is `x` float32 [batch, tokens, hidden] (word +
position + type vectors), texts of equal length, none of them padded; its output `sentence` float32
[batch, hidden] has length 1. Word vectors stay outside, so that only the rows in use are in memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from brain.arrays import Array
from brain.encoder.weights import Shape, Weights

OPSET = 17
# onnxruntime's own operators: its attention takes the place of a dozen nodes a layer.
RUNTIME = "com.microsoft"


def write_graph(weights: Weights, path: Path) -> None:
    """Write the float32 graph. Raises onnx's own checker error when it is not well formed."""
    graph = _Graph(weights.shape, weights.tensors).build()
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(RUNTIME, 1)]
    )
    model.ir_version = 8
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString(deterministic=True))


def write_int8(source: Path, target: Path) -> None:
    """Weights of every matrix product as 7 bits, one scale a column; activations stay dynamic.

    Seven, because processors without VNNI add two products of 8 bits in 16 and cut what is too large: the same message
    would be read otherwise there. It costs nothing seen (mean cosine to float32, about the mean: 0.981 against 0.982).
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        str(source),
        str(target),
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        reduce_range=True,
        # The types behind operators of the runtime's own are not inferred.
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
    )


class _Graph:
    def __init__(self, shape: Shape, tensors: Mapping[str, Array]) -> None:
        self.shape = shape
        self.tensors = tensors
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def build(self) -> onnx.GraphProto:
        hidden = self.shape.hidden
        x = self.norm("x", "emb.ln")
        for layer in range(self.shape.layers):
            x = self.layer(x, f"l{layer}")
        self.pool(x)
        return helper.make_graph(
            self.nodes,
            "sentence encoder",
            [
                helper.make_tensor_value_info("x", TensorProto.FLOAT, ["b", "t", hidden]),
            ],
            [helper.make_tensor_value_info("sentence", TensorProto.FLOAT, ["b", hidden])],
            list(self.constants.values()),
        )

    def add(self, op: str, *inputs: str, output: str = "", **attributes: object) -> str:
        name = output or f"{op}{len(self.nodes)}"
        self.nodes.append(helper.make_node(op, list(inputs), [name], name=name, **attributes))
        return name

    def constant(self, name: str, value: Any) -> str:
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def floats(self, name: str, value: float) -> str:
        return self.constant(name, np.asarray(value, np.float32))

    def axes(self, name: str, *values: int) -> str:
        return self.constant(name, np.asarray(values, np.int64))

    def norm(self, x: str, name: str) -> str:
        scale = self.constant(f"{name}.w", self.tensors[f"{name}.w"])
        shift = self.constant(f"{name}.b", self.tensors[f"{name}.b"])
        return self.add("LayerNormalization", x, scale, shift, axis=-1, epsilon=self.shape.epsilon)

    def linear(self, x: str, name: str, *parts: str) -> str:
        """One product for all `parts` of a layer, side by side in the output."""
        weights = np.concatenate([self.tensors[f"{name}.{part}.w"].T for part in parts], axis=1)
        biases = np.concatenate([self.tensors[f"{name}.{part}.b"] for part in parts])
        whole = f"{name}.{'+'.join(parts)}"
        product = self.add("MatMul", x, self.constant(f"{whole}.w", weights))
        return self.add("Add", product, self.constant(f"{whole}.b", biases))

    def attention(self, x: str, name: str) -> str:
        parts = [f"{name}.{part}" for part in "qkv"]
        sizes = self.constant("thirds", np.asarray([self.shape.hidden] * 3, np.int64))
        together = self.linear(x, name, "q", "k", "v")
        self.nodes.append(helper.make_node("Split", [together, sizes], parts, name=f"{name}.split", axis=-1))
        return self.add("MultiHeadAttention", *parts, domain=RUNTIME, num_heads=self.shape.heads)

    def layer(self, x: str, name: str) -> str:
        mixed = self.attention(x, name)
        x = self.norm(self.add("Add", x, self.linear(mixed, name, "ao")), f"{name}.aln")
        inner = self.linear(x, name, "fi")
        outer = self.linear(self.gelu(inner), name, "fo")
        return self.norm(self.add("Add", x, outer), f"{name}.oln")

    def gelu(self, x: str) -> str:
        ratio = self.add("Div", x, self.floats("sqrt 2", 2**0.5))
        grown = self.add("Add", self.add("Erf", ratio), self.floats("one", 1.0))
        return self.add("Mul", self.add("Mul", x, grown), self.floats("half", 0.5))

    def pool(self, x: str) -> None:
        # The mean's divisor would cancel in the division by the length.
        total = self.add("ReduceSum", x, self.axes("tokens", 1), keepdims=0)
        square = self.add(
            "ReduceSum", self.add("Mul", total, total), self.axes("width", 1), keepdims=1
        )  # fmt: skip
        length = self.add("Sqrt", self.add("Max", square, self.floats("tiny", 1e-12)))
        self.add("Div", total, length, output="sentence")
