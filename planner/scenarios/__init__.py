"""What if: saved questions about a problem, asked together, and answers that can be set side by side.

A *scenario* is a list of named changes; a *study* asks many of them, over one to twelve months, and over grids. Here is
what they mean; files, processes and papers are the business of the edge.
"""
