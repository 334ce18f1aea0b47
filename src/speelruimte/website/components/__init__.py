"""Components: one tag and at most one small template each, fed with plain data, blind to models."""
