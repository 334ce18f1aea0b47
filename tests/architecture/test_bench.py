"""What make bench runs finds the names that it asks for."""

import importlib

import pytest
from tests.architecture.finding import ROOT

# The bare view stands alone: it sets up a Django of its own, without the product.
BARE = "bare"
MODULES = sorted(path.stem for path in (ROOT / "bench").glob("[a-z]*.py") if path.stem != BARE)


@pytest.mark.parametrize("module", MODULES)
def test_every_part_of_the_bench_is_imported(module):
    assert importlib.import_module(f"bench.{module}")
