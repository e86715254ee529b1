"""Plans: asked for, kept revision by revision, read, changed by hand."""
