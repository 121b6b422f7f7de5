"""Pages of places: list, detail, map, forms, stickers."""
