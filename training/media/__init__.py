"""Pictures and sounds in the one form in which they are kept.

Any file that a person gives becomes a `CanonicalMedia` here, or is refused; one that is canonical already is kept byte
for byte. What comes in is read by decoders alone, never executed, and nothing of it but dots and samples is kept.
"""
