"""The policies that come with the product, by name."""

from pathlib import Path

PACKS = Path(__file__).parent / "packs"


def shipped() -> dict[str, Path]:
    """Each shipped policy by its name, such as `basis`, with its file."""
    return {path.stem: path for path in sorted(PACKS.glob("*.yaml"))}


def policy_file(name: str | Path) -> Path:
    """The file meant by a path, or by the name of a shipped policy if no such file exists."""
    path = Path(name)
    if path.exists():
        return path
    return shipped().get(str(name), path)
