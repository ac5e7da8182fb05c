"""How a browser is called, to whoever signed in with it."""

from undersigned.wording.speech import Wording


def device_said(browser: str, system: str, wording: Wording) -> str:
    """ "Firefox on Linux"; what is not known is said to be so."""
    if browser and system:
        return wording.say("{browser} on {system}", browser=browser, system=system)
    return browser or system or wording.say("a browser that does not say its name")
