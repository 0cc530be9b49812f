"""Holds for every test, in both environments; so nothing here may import the door or the brain."""

from tests.support import loopback_only

loopback_only.install()
