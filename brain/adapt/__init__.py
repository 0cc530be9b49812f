"""Teaches the sentence encoder this door's messages; its result is the file brain/encoder/adapter.npz.

Not a part of training: hours rather than minutes, and needed only when the corpus has grown much.
"""
