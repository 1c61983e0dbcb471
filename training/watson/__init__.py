"""A class's own Watson Assistant as the one who learns texts: see docs/models.md."""
