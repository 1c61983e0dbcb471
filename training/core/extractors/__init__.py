"""Features of pictures, texts and sounds: what networks that others have trained make of them. Each extractor reads one
file that `make models` writes, the same in a worker of the website and in a browser."""
