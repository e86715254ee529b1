"""How plans may turn out."""
