"""Every sentence a person reads, in their language: catalogues, counts, lists, dates, reasons."""

from undersigned.wording.speech import LANGUAGES, Wording, speak

__all__ = ["LANGUAGES", "Wording", "speak"]
