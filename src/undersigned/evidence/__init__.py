"""An append-only log of bytes: hashed, proved, signed, parsed. It does not know what a letter is.

One file for each thing in the specifications that other people's programs share with us: `leaf` and
`tree` (RFC 6962, RFC 9162), `note` and `checkpoint` (C2SP signed-note, tlog-checkpoint), `receipt` (C2SP
tlog-proof), `tiles` (C2SP tlog-tiles), `policy` (C2SP tlog-policy); beside them the two formats that an
entry needs: `canonical` (one spelling of JSON) and `opening` (a commitment that can be forgotten), and
`append`, which makes all that a grown log has to store, from its `peaks` alone; `inclusions` checks many
proofs at once.
"""
