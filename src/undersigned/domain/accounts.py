"""What an organiser may do in a coalition."""

from enum import StrEnum

from undersigned.domain.reasons import Reason


class Role(StrEnum):
    OWNER = "owner"
    EDITOR = "editor"
    VIEWER = "viewer"


class Right(StrEnum):
    SEE = "see"
    EDIT = "edit"  # write drafts, keep the roster, review lines, remind
    DECIDE = "decide"  # circulate, extend, close, publish, cancel
    APPOINT = "appoint"  # add and remove organisers
    CONNECT = "connect"  # have other programs told


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.VIEWER: frozenset({Right.SEE}),
    Role.EDITOR: frozenset({Right.SEE, Right.EDIT, Right.DECIDE}),
    Role.OWNER: frozenset(Right),
}


def may_leave_role(role: Role, new: Role | None, *, owners: int) -> Reason | None:
    """Whether somebody may be given another role, or none: the last owner stays one."""
    return Reason.LAST_OWNER if role is Role.OWNER and new is not Role.OWNER and owners <= 1 else None


def may(role: Role, right: Right) -> Reason | None:
    return None if right in RIGHTS[role] else Reason.ROLE_TOO_LOW
