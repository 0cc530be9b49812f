"""The sentence encoder: multilingual-e5-small from an installed package's weights, run by onnxruntime."""
