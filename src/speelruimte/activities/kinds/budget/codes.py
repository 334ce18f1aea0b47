"""The two codes of a secret vote: the one that lets somebody vote, and the receipt of a ballot."""

from speelruimte.shared.codes import CodeShape

VOTING = CodeShape("voting", characters=11, prefix="ST")
# Over 80 bits: a receipt must not be guessed, ever.
BALLOT = CodeShape("ballot", characters=19, prefix="SB")
