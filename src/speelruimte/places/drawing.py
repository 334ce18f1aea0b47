"""From longitude and latitude to a drawing of a fixed width, and back. Pure."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Drawing:
    """A sheet of ``width`` by ``height`` pixels on which areas are drawn, true to shape."""

    west: float
    north: float
    stretch: float
    scale: float
    width: int
    height: int
    margin: int

    @classmethod
    def around(cls, box, *, width, margin=8):
        """A sheet that just holds a box (west, south, east, north)."""
        west, south, east, north = box
        # A degree of longitude is shorter than one of latitude, the more so farther north.
        stretch = math.cos(math.radians((south + north) / 2))
        scale = (width - 2 * margin) / ((east - west) * stretch or 1e-9)
        height = round((north - south) * scale + 2 * margin)
        return cls(west, north, stretch, scale, width, height, margin)

    def at(self, longitude, latitude) -> tuple[float, float]:
        """Where a point comes on the sheet: pixels from the left and from the top."""
        x = (longitude - self.west) * self.stretch * self.scale + self.margin
        y = (self.north - latitude) * self.scale + self.margin
        return round(x, 1), round(y, 1)

    def back(self, x, y) -> tuple[float, float]:
        """The longitude and latitude under a pixel, to about ten metres."""
        longitude = (x - self.margin) / (self.scale * self.stretch) + self.west
        latitude = self.north - (y - self.margin) / self.scale
        return round(longitude, 5), round(latitude, 5)
