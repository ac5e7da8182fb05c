"""The shapes of the lines above a greeting: a street, "To:", "Attn", "The Honorable"."""

import re

TO = re.compile(
    r"^(?:to|an|a|à|para|al|attn|attention|a la atención de|à l['’]attention de|"
    r"to the attention of|an die|an den|z\. ?hd\.?)\s*:\s*(.*)$",
    re.IGNORECASE,
)
# "An die Ministerin", "Al Sindaco": the article before whom a letter is written to
TO_WHOM = re.compile(
    r"^(?:an (?:die|den|das)|al(?:la|l['’]|lo)?|a la|ao|à la|au|aan (?:de|het)|to the|do)\s+(?=\w)",
    re.IGNORECASE,
)
ATTENTION = re.compile(
    r"^(?:a la atenci[oó]n de|à l['’]attention (?:de|du)|to the attention of|attn\.?:?|z\. ?hd\.?)\s+(.+)$",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"\b\d{5}(?:-\d{4})?\b|^\d+ \w+.*\b(?:street|st|avenue|ave|road|rd|nw|boulevard|blvd|lane|"
    r"drive)\b\.?|\bp\.? ?o\.? box\b|"
    r"\b[A-Z]\d[A-Z] \d[A-Z]\d\b|\b[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}\b|"
    r"^(?:calle|rue|avenue|rua|avenida|plaza|place|praca|platz)\b|\b\w+(?:strasse|str\.|platz|allee) \d+",
    re.IGNORECASE,
)
HONOURED = re.compile(r"^(?:the )?(?:right )?(?:hon(?:ou?rable|\.)?)\s+", re.IGNORECASE)
