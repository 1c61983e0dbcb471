"""How a model is trained, kept, asked and explained: pure functions, the same in `frontend/src/training/core/`."""
