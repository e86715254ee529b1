"""Roles of an office and what each may do. One table, read by every route."""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Permission(StrEnum):
    """One thing that a caller may do; also the scopes of API keys."""

    DATA_READ = "data:read"
    DATA_EDIT = "data:edit"
    STOCK_EDIT = "stock:edit"
    PLANS_READ = "plans:read"
    PLANS_MAKE = "plans:make"
    PLANS_APPROVE = "plans:approve"
    PUBLISHED_READ = "published:read"
    VISITS_REPORT = "visits:report"
    VISITS_CONFIRM = "visits:confirm"
    AUDIT_READ = "audit:read"
    ACCOUNTS_MANAGE = "accounts:manage"
    PROVINCE_READ = "province:read"
    SYSTEM_READ = "system:read"


class Role(StrEnum):
    """Who works in an office."""

    ADMIN = "admin"
    HEAD = "head"
    PLANNER = "planner"
    SECRETARIAT = "secretariat"
    DATA_ADMIN = "data_admin"
    STOCK_KEEPER = "stock_keeper"
    TEAM_LEAD = "team_lead"
    CONTACT = "contact"
    VIEWER = "viewer"
    PROVINCE_VIEWER = "province_viewer"


P = Permission
PERSONAL = frozenset({P.PLANS_APPROVE, P.ACCOUNTS_MANAGE})
"""What no key may do: somebody answers for it by name."""
MAY: Mapping[Role, frozenset[Permission]] = {
    Role.ADMIN: frozenset({P.ACCOUNTS_MANAGE, P.AUDIT_READ, P.SYSTEM_READ}),
    Role.HEAD: frozenset({P.DATA_READ, P.PLANS_READ, P.PLANS_APPROVE, P.PUBLISHED_READ, P.AUDIT_READ}),
    Role.PLANNER: frozenset(
        {
            P.DATA_READ,
            P.DATA_EDIT,
            P.STOCK_EDIT,
            P.PLANS_READ,
            P.PLANS_MAKE,
            P.PUBLISHED_READ,
            P.VISITS_REPORT,
            P.VISITS_CONFIRM,
            P.AUDIT_READ,
        }
    ),
    Role.SECRETARIAT: frozenset({P.DATA_READ, P.PLANS_READ, P.PUBLISHED_READ}),
    Role.DATA_ADMIN: frozenset({P.DATA_READ, P.DATA_EDIT, P.PUBLISHED_READ}),
    Role.STOCK_KEEPER: frozenset({P.DATA_READ, P.STOCK_EDIT, P.PUBLISHED_READ}),
    Role.TEAM_LEAD: frozenset({P.PUBLISHED_READ, P.VISITS_REPORT}),
    Role.CONTACT: frozenset({P.PUBLISHED_READ, P.VISITS_CONFIRM}),
    Role.VIEWER: frozenset({P.PUBLISHED_READ}),
    Role.PROVINCE_VIEWER: frozenset({P.PROVINCE_READ}),
}

OWN_VISITS_ONLY = frozenset({Role.TEAM_LEAD, Role.CONTACT})
"""Roles that see the visits of their own teams or area alone."""


def allowed(roles: Iterable[Role]) -> frozenset[Permission]:
    """All that somebody with these roles may do."""
    return frozenset(permission for role in roles for permission in MAY[role])
