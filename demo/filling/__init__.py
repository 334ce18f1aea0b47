"""How the municipality of the demo is filled: everything through the same actions as the pages."""
