"""Roads: from an OSM extract or a layer of lines to times and lengths between all places of an office.

::

    .osm.pbf | .osm | GPKG, SHP, GeoJSON --> segments --> jaringan.gpkg          (once, ``jemput roads import``)
    jaringan.gpkg + speeds + overrides + closures of a day --> weights --> legs  (when planning; cached by content)
"""
