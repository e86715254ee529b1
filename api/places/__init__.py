"""Places of a plan as GeoJSON: villages, sites, hubs, the ways of residents, routes and visits."""
