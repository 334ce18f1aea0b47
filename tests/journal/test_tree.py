"""The tree over the entries, held to the vectors that certificate transparency publishes."""

import pytest

from speelruimte.journal.tree import (
    EMPTY,
    Frontier,
    ProofFaultyError,
    check_consistency,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_of,
    root_of_inclusion,
    tree_root,
)

# The eight inputs, and the roots over the first so many, of the reference tests of RFC 6962.
INPUTS = [
    bytes.fromhex(written)
    for written in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
D37 = ROOTS[3]
F08 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
BC1 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
A29 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
B47 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
A85 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
EBC = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
LEAVES = [leaf_hash(data) for data in INPUTS]


def node(level, index):
    """A full node, from the leaves themselves."""
    if level == 0:
        return LEAVES[index]
    return node_hash(node(level - 1, 2 * index), node(level - 1, 2 * index + 1))


def test_every_published_root_comes_from_growing_and_from_reading_nodes():
    frontier = Frontier()
    assert frontier.root() == EMPTY == tree_root(0, node)

    for size, published in enumerate(ROOTS, start=1):
        frontier.append(LEAVES[size - 1])
        assert frontier.root().hex() == published
        assert tree_root(size, node).hex() == published == root_of(LEAVES[:size]).hex()


@pytest.mark.parametrize(
    ("index", "size", "published"),
    [
        (0, 1, []),
        (0, 8, [A29, F08, B47]),
        (5, 8, [BC1, A85, D37]),
        (2, 3, [ROOTS[1]]),
        (1, 5, [ROOTS[0], F08, BC1]),
    ],
)
def test_published_paths_of_one_leaf(index, size, published):
    assert [one_hash.hex() for one_hash in inclusion_proof(index, size, node)] == published


@pytest.mark.parametrize(
    ("old", "size", "published"),
    [(1, 1, []), (1, 8, [A29, F08, B47]), (6, 8, [EBC, A85, D37]), (2, 5, [F08, BC1])],
)
def test_published_paths_between_two_sizes(old, size, published):
    assert [one_hash.hex() for one_hash in consistency_proof(old, size, node)] == published


def test_every_leaf_of_every_size_leads_to_the_root_and_no_other_leaf_or_path_does():
    for size in range(1, 9):
        for index in range(size):
            path = inclusion_proof(index, size, node)
            assert root_of_inclusion(index, size, LEAVES[index], path).hex() == ROOTS[size - 1]
            other = root_of_inclusion(index, size, leaf_hash(b"other"), path)
            assert other.hex() != ROOTS[size - 1]
            with pytest.raises(ProofFaultyError):
                root_of_inclusion(index, size, LEAVES[index], [*path, EMPTY])
            if path:
                with pytest.raises(ProofFaultyError):
                    root_of_inclusion(index, size, LEAVES[index], path[:-1])
    with pytest.raises(ProofFaultyError):
        inclusion_proof(8, 8, node)


def test_every_size_is_shown_to_be_the_beginning_of_every_later_one_and_of_no_other():
    roots = [EMPTY, *(bytes.fromhex(root) for root in ROOTS)]
    for size in range(1, 9):
        for old in range(size + 1):
            path = consistency_proof(old, size, node)
            check_consistency(old, size, roots[old], roots[size], path)
            if old:
                with pytest.raises(ProofFaultyError):
                    check_consistency(old, size, EMPTY, roots[size], path)
                with pytest.raises(ProofFaultyError):
                    check_consistency(old, size, roots[old], EMPTY, path)
            with pytest.raises(ProofFaultyError):
                check_consistency(old, size, roots[old], roots[size], [*path, EMPTY])
            if path:
                with pytest.raises(ProofFaultyError):
                    check_consistency(old, size, roots[old], roots[size], path[:-1])
    with pytest.raises(ProofFaultyError):
        check_consistency(3, 2, roots[3], roots[2], [])
