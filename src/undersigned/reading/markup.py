"""Markdown inside a line → what a reader of the printed page would see."""

import html
import re

_IMAGE_LINK = re.compile(r"\[!\[[^\]]{0,300}\]\([^)\s]{0,2000}\)\](?:\([^)\s]{0,2000}\))?")
_IMAGE = re.compile(r"!\[[^\]]{0,300}\]\([^)]{0,2000}\)")
_LINK = re.compile(
    r"\[([^\[\]]{0,500})\](?:\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,500})?(?: \"[^\"]{0,300}\")?\)|"
    r"\[[^\]]{0,100}\])"
)
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^>\s]{1,2000})>")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>|< ?/?p ?>")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,5000}?)(?<=\S)\1")
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*]{1,5000}?)(?<=[^\s*])\*(?![\w*])|"
    r"(?<![\w_])_(?=[^\s_])([^_]{1,5000}?)(?<=[^\s_])_(?![\w_])"
)
_CODE = re.compile(r"`([^`]{1,500})`")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|~\"'$&,/:;<=?@^%])")
_ATTRIBUTES = re.compile(r"\s*\{[.#][^{}]{0,100}\}\s*$")
_LIQUID = re.compile(r"\{[%{].{0,300}?[%}]\}")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\]")
_HIDDEN = "\ue000"


def plain(text: str) -> str:
    """The text without links, emphasis, tags and entities."""
    if not any(sign in text for sign in "[<*_`\\&{"):
        return text
    escaped: list[str] = []

    def hide(match: re.Match[str]) -> str:
        escaped.append(match.group(1))
        return _HIDDEN

    text = _ESCAPE.sub(hide, text.replace(_HIDDEN, ""))
    text = _LIQUID.sub("", _ATTRIBUTES.sub("", text))
    text = _IMAGE.sub("", _IMAGE_LINK.sub("", text))
    text = _FOOTNOTE.sub("", _LINK.sub(r"\1", text))
    text = _TAG.sub("", _AUTOLINK.sub(r"\1", text))
    text = _STRONG.sub(r"\2", text)
    text = _EMPHASIS.sub(lambda match: match.group(1) or match.group(2), text)
    text = html.unescape(_CODE.sub(r"\1", text))
    restored = iter(escaped)
    return re.sub(_HIDDEN, lambda _: next(restored), text).strip()
