"""Polygons of villages and subdistricts."""
