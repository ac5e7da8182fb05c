"""Ways to sign in beside the link by mail, and what an organiser does about them."""

from datetime import datetime

from undersigned.actions.mail import About, queue
from undersigned.domain.sign_in import WayChange
from undersigned.messages import sign_in_changed
from undersigned.records.models import Organiser
from undersigned.wording import speak


def tell(organiser: Organiser, change: WayChange, *, at: datetime) -> None:
    """Tell an organiser by mail how signing in was changed: who did not do it learns of it."""
    appointment = organiser.appointments.select_related("coalition").first()
    if appointment is None:
        return
    key = f"sign-in-changed:{organiser.pk}:{change}:{at.isoformat()}"
    message = sign_in_changed.write(speak("en"), sign_in_changed.SignInChanged(change))
    queue(message, to=organiser.email, about=About(appointment.coalition, key), at=at)
