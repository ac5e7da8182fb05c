"""The bundle and its proof: built by the server, checked by anybody, offline.

Runs as `python -m undersigned.proof` with `cryptography` and the standard library alone: a verifier that a
stranger can read in an evening is worth more than one that shares our pages' wording. So the sentences of a
verdict are written here, in plain English, and nothing here imports `wording`, which needs Babel.

`layout` names the parts · `listing` derives the list · `bundle` builds · `contents` opens, within limits,
and a zip only if it is `zipped` plainly · `log` reads the log · `openings` opens the names · `files` binds
what readers are shown, and `readable`, `tables`, `printed` compare it, the last with the `signed_text` ·
`keys` and `witnesses` say whose seals count and what others kept · `receipt` is one signatory's proof, and
`alone` judges it without a bundle · `verdict` puts it together in a `report` · `command` and `speech` tell it
· `verify_page` is the same in a browser, `pyz` packs it into one file.
"""
