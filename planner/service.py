"""What one visit can do: turnout, minutes, cards and digital identities of the people invited.

These are definitions, shared by the rules, the score and the solver; every amount is an exact integer
(micro-people), rounded down where a share does not come out even.
"""

from planner.domain.history import DoneVisit
from planner.domain.plan import Service, VisitPeople
from planner.domain.policy import Policy
from planner.domain.problem import Problem
from planner.domain.site import Connectivity, Site, SiteKind
from planner.domain.team import Team
from planner.units import MICRO, PERMILLE, MicroPeople, ValueUnits

PPM = 1_000_000
HOSTING_KINDS = frozenset({SiteKind.VILLAGE, SiteKind.HALL})


def turnout_ppm(problem: Problem, origin: Site, site: Site) -> int:
    """r(o, s): share of the invited of ``origin`` expected at ``site``, ppm; 0 out of reach."""
    if origin.id == site.id:
        return origin.show_up_ppm
    pair = problem.reach_of.get((origin.id, site.id))
    return 0 if pair is None else origin.show_up_ppm * pair.falloff_ppm // PPM


def ikd_turnout_ppm(problem: Problem, origin: Site, site: Site) -> int:
    """Share of recorded people invited for the digital identity alone who get it at ``site``, ppm.

    Show-up for it, falloff, fit phone and acceptance in one.
    """
    policy = problem.policy
    falloff = PPM
    if origin.id != site.id:
        pair = problem.reach_of.get((origin.id, site.id))
        falloff = 0 if pair is None else pair.falloff_ppm
    share = policy.ikd_show_up_ppm * falloff // PPM
    return share * origin.fit_phone_permille * acceptance_permille(policy) // (PERMILLE * PERMILLE)


def acceptance_permille(policy: Policy) -> int:
    """Share of those offered a digital identity who take it, with or without the duty."""
    return policy.ikd_acceptance_duty_permille if policy.mandatory_ikd else policy.ikd_acceptance_permille


def planned_connectivity(policy: Policy, site: Site) -> Connectivity:
    """Connectivity as planned: unknown becomes what the policy says."""
    return policy.unknown_connectivity_as if site.connectivity is Connectivity.UNKNOWN else site.connectivity


def link_permille(policy: Policy, site: Site, *, with_kit: bool) -> int:
    """f of the minutes rows: speed of online services at ``site``, permille (0: no service)."""
    own = {
        Connectivity.GOOD: policy.link_good_permille,
        Connectivity.WEAK: policy.link_weak_permille,
        Connectivity.NONE: 0,
        Connectivity.UNKNOWN: 0,
    }[planned_connectivity(policy, site)]
    return max(own, policy.link_kit_permille) if with_kit else own


def may_host(policy: Policy, site: Site, *, with_kit: bool) -> bool:
    """Whether ``site`` may be a hub on such a visit."""
    return site.kind in HOSTING_KINDS and link_permille(policy, site, with_kit=with_kit) > 0


def may_join(problem: Problem, village: Site, site: Site) -> bool:
    """Whether people of ``village`` may be invited to ``site`` instead of home, by size and reach."""
    if village.kind is not SiteKind.VILLAGE or (village.id, site.id) not in problem.reach_of:
        return False
    if planned_connectivity(problem.policy, village) is Connectivity.NONE:
        return True
    return village.unrecorded <= problem.policy.join_max_unrecorded


def adults(origin: Site, recorded: MicroPeople) -> MicroPeople:
    """Those aged 17 or more among ``recorded``."""
    return recorded * origin.adult_permille // PERMILLE


def same_day_ready(policy: Policy, origin: Site, recorded: MicroPeople) -> MicroPeople:
    """Cards of people recorded at the visit that can be printed on the same day."""
    return recorded * origin.adult_permille * policy.same_day_ready_permille // (PERMILLE * PERMILLE)


def backlog_of_done(problem: Problem, visit: DoneVisit) -> MicroPeople:
    """Cards of a visit already done that were for people recorded before it: all beyond the share ready on the day."""
    origin = problem.site[visit.origin]
    return max(0, visit.cards * MICRO - same_day_ready(problem.policy, origin, visit.recorded * MICRO))


def ikd_of_recorded(policy: Policy, origin: Site, recorded: MicroPeople) -> MicroPeople:
    """(a): digital identities from people recorded at the visit."""
    share = origin.adult_permille * policy.same_day_ready_permille * origin.fit_phone_permille
    return recorded * share * acceptance_permille(policy) // PERMILLE**4


def activates(policy: Policy, team: Team) -> bool:
    """Whether a crew gives digital identities to those it records: under the duty always, else if somebody can."""
    return policy.mandatory_ikd or team.ikd_officers > 0


def ikd_of_invited(problem: Problem, origin: Site, site: Site, invited: int) -> MicroPeople:
    """(b): digital identities from recorded people invited for that alone."""
    return invited * ikd_turnout_ppm(problem, origin, site)


def invites_for_ikd(policy: Policy, site: Site, service: Service) -> bool:
    """Whether recorded people may be invited for the digital identity alone at such a visit.

    Under the duty a recording visit activates for those recorded there and nobody else.
    """
    if service is Service.IKD_ONLY:
        return True
    invites = policy.ikd_invites_on_recording_visits or site.kind is SiteKind.EVENT
    return invites and not policy.mandatory_ikd


def service_need(policy: Policy, team: Team, recorded: MicroPeople, ikd: MicroPeople, link: int) -> int | None:
    """Seconds of service that ``team`` needs for these people at link factor ``link`` (permille), rounded up.

    ``None`` where no time would do: no link, or nobody who can activate.
    """
    rows = [(recorded * policy.record_s, team.stations)]
    if policy.mandatory_ikd:
        rows.append((recorded * policy.record_s + ikd * policy.ikd_s, team.stations + team.ikd_officers))
    else:
        rows.append((ikd * policy.ikd_s, team.ikd_officers))
    longest = 0
    for work, hands in rows:
        if work == 0:
            continue
        if link == 0 or hands == 0:
            return None
        longest = max(longest, -(-work * PERMILLE // (MICRO * link * hands)))
    return longest


def gets_something(people: VisitPeople) -> bool:
    """Whether somebody of the origin is expected to be served; who is only invited is not."""
    return max(people.recorded, people.cards, people.ikd) > 0


def people_value(policy: Policy, origin: Site, people: VisitPeople, service: Service) -> ValueUnits:
    """Value of what one origin gets at a visit, value units."""
    weights = policy.weights
    ikd_weight = weights.ikd_only if service is Service.IKD_ONLY else weights.ikd
    return origin.factor_permille * (
        people.recorded * weights.recording + people.cards * weights.card + people.ikd * ikd_weight
    )


def blanks_used(policy: Policy, cards: MicroPeople) -> int:
    """Blank cards that printing ``cards`` uses up, waste included, in millionths of a card, rounded up."""
    return -(-cards * (PERMILLE + policy.waste_permille) // PERMILLE)
