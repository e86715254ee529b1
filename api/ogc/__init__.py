"""OGC API - Features, Part 1: what QGIS and other map programs read straight from the service."""
