"""The schedule that anybody may see: places and hours, no staff, no small numbers."""
