"""The encoder's graph: BERT layers with post-LayerNorm and mean pooling, as onnx, then int8.

Owns everything behind the word vectors. Its inputs are `x` float32 [batch, tokens, hidden] (word +
position + type vectors) and `mask` float32 [batch, tokens]; its output `sentence` float32
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
MASKED = np.float32(-1e9)


def write_graph(weights: Weights, path: Path) -> None:
    """Write the float32 graph. Raises onnx's own checker error when it is not well formed."""
    graph = _Graph(weights.shape, weights.tensors).build()
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])
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
        extra_options={"MatMulConstBOnly": True},
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
        bias = self.attention_bias()
        for layer in range(self.shape.layers):
            x = self.layer(x, bias, f"l{layer}")
        self.pool(x)
        return helper.make_graph(
            self.nodes,
            "sentence encoder",
            [
                helper.make_tensor_value_info("x", TensorProto.FLOAT, ["b", "t", hidden]),
                helper.make_tensor_value_info("mask", TensorProto.FLOAT, ["b", "t"]),
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

    def linear(self, x: str, name: str, scale: float = 1.0) -> str:
        weight = self.constant(f"{name}.w", self.tensors[f"{name}.w"].T * np.float32(scale))
        bias = self.constant(f"{name}.b", self.tensors[f"{name}.b"] * np.float32(scale))
        return self.add("Add", self.add("MatMul", x, weight), bias)

    def attention_bias(self) -> str:
        absent = self.add("Sub", self.floats("one", 1.0), "mask")
        wide = self.add("Unsqueeze", absent, self.axes("heads and queries", 1, 2))
        return self.add("Mul", wide, self.constant("masked", np.asarray(MASKED)))

    def heads(self, x: str, permutation: list[int]) -> str:
        heads, size = self.shape.heads, self.shape.hidden // self.shape.heads
        split = self.add("Reshape", x, self.axes("split", 0, 0, heads, size))
        return self.add("Transpose", split, perm=permutation)

    def layer(self, x: str, bias: str, name: str) -> str:
        # The scale of attention, 1/sqrt(head size), is folded into the query.
        scale = (self.shape.hidden // self.shape.heads) ** -0.5
        query = self.heads(self.linear(x, f"{name}.q", scale), [0, 2, 1, 3])
        key = self.heads(self.linear(x, f"{name}.k"), [0, 2, 3, 1])
        value = self.heads(self.linear(x, f"{name}.v"), [0, 2, 1, 3])
        scores = self.add("Add", self.add("MatMul", query, key), bias)
        mixed = self.add("MatMul", self.add("Softmax", scores, axis=-1), value)
        joined = self.add(
            "Reshape",
            self.add("Transpose", mixed, perm=[0, 2, 1, 3]),
            self.axes("join", 0, 0, self.shape.hidden),
        )
        x = self.norm(self.add("Add", x, self.linear(joined, f"{name}.ao")), f"{name}.aln")
        inner = self.linear(x, f"{name}.fi")
        outer = self.linear(self.gelu(inner), f"{name}.fo")
        return self.norm(self.add("Add", x, outer), f"{name}.oln")

    def gelu(self, x: str) -> str:
        ratio = self.add("Div", x, self.floats("sqrt 2", 2**0.5))
        grown = self.add("Add", self.add("Erf", ratio), self.floats("one", 1.0))
        return self.add("Mul", self.add("Mul", x, grown), self.floats("half", 0.5))

    def pool(self, x: str) -> None:
        mask = self.add("Unsqueeze", "mask", self.axes("last", 2))
        total = self.add(
            "ReduceSum", self.add("Mul", x, mask), self.axes("tokens", 1), keepdims=0
        )  # fmt: skip
        # The mean's divisor would cancel in the division by the length.
        square = self.add(
            "ReduceSum", self.add("Mul", total, total), self.axes("width", 1), keepdims=1
        )  # fmt: skip
        length = self.add("Sqrt", self.add("Max", square, self.floats("tiny", 1e-12)))
        self.add("Div", total, length, output="sentence")
