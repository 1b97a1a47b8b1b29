"""Putting the facts of schools together from what the queries found."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from governance.choices import BRANCH_TYPES, LIVE_STATES, PENDING_STATES, BodyKind
from governance.domain.facts.attestations import load_attestations
from governance.domain.facts.groups import load_groups
from governance.domain.facts.members import NOBODY, Run, load_counts, load_runs, sum_trees
from governance.domain.facts.organizations import identity, load_register
from governance.domain.facts.parameters import load_settings
from governance.domain.facts.people import load_people
from governance.domain.facts.residues import load_residues
from governance.domain.facts.roles import Body, load_roles
from governance.domain.facts.schools import load_waivers, school_fields, school_rows
from governance.domain.facts.terms import Seats, load_seats, load_terms
from governance.domain.facts.units import load_hosts, load_units, unit_facts
from governance.facts import Id, OrgFact, SchoolFacts
from governance.rules.parameters import DEFAULTS


class Assembly:
    """Everything known of some schools on one day, ready to be handed out school by school."""

    def __init__(self, school_ids: list[Id], on: date):
        """Ask all the questions."""
        self.on = on
        self.schools = school_rows(school_ids, on)
        self.settings = load_settings({row.jurisdiction_id for row in self.schools}, on)
        self.waivers = load_waivers(school_ids, on)
        self.attestations = load_attestations(school_ids, on)
        self.people = load_people(school_ids, on)
        self.groups = load_groups(school_ids, on)
        self.register = load_register(school_ids, on)
        self.hosted = self.register.hosted(school_ids)
        self.described = self.hosted + self.register.covering(school_ids)
        self._load_units(school_ids)
        self._load_organizations()
        self.roles = load_roles(self._bodies(), self.schools, self.register, on)

    def _bodies(self) -> dict[tuple[str, Id], Body]:
        """Return what has posts: the schools, their organisations and their units."""
        bodies: dict[tuple[str, Id], Body] = {}
        for school in self.schools:
            bodies[BodyKind.SCHOOL, school.id] = Body(school.code, school.id)
            for unit in self.units.get(school.id, ()):
                bodies[BodyKind.UNIT, unit.id] = Body(unit.number, school.id)
        for org in (self.orgs[org_id] for org_id in self.hosted):
            bodies[BodyKind.ORGANIZATION, org.id] = Body(org.number, org.school_id)
        return bodies

    def _load_units(self, school_ids: list[Id]) -> None:
        units = load_units(school_ids, self.on)
        self.hosts = load_hosts(self.described, units, self.on)
        self.units = unit_facts(units, self.hosts)

    def _load_organizations(self) -> None:
        self.counts = load_counts(self.register, self.on)
        self.trees = sum_trees(self.register, self.counts, self.described)
        self.runs = load_runs(self.described, self.on)
        self.terms = load_terms(self.described, self.on)
        self.seats = load_seats(self.described, self.on)
        self.residues = load_residues(self.described, self.on)
        self.orgs = {org_id: self._org(self.register.by_id[org_id]) for org_id in self.described}

    def school(self, row: Any) -> SchoolFacts:
        """Return the facts of one school."""
        settings = self.settings[row.jurisdiction_id]
        joint = self.register.joint_of(row.id, LIVE_STATES)
        pending_joint = self.register.joint_of(row.id, PENDING_STATES)
        hosted = [self.orgs[org_id] for org_id in self.register.hosted([row.id])]
        return SchoolFacts(
            **school_fields(row, self.on),
            **self.people.get(row.id, {}),
            params=settings.params,
            enforcement=settings.enforcement,
            locally_set=settings.locally_set,
            orgs=tuple(hosted),
            ancestors=self._ancestors([*hosted, *(self.orgs[i] for i in (joint, pending_joint) if i)]),
            joint=self.orgs[joint] if joint else None,
            pending_joint=self.orgs[pending_joint] if pending_joint else None,
            units=self.units.get(row.id, ()),
            roles=self.roles.get(row.id, ()),
            groups=self.groups.get(row.id, ()),
            waivers=self.waivers.get(row.id, ()),
            attestations=self.attestations.get(row.id, ()),
        )

    def _ancestors(self, orgs: Iterable[OrgFact]) -> Mapping[Id, OrgFact]:
        """Return what stands above the organisations and is not one of them, by identity alone."""
        orgs = list(orgs)
        known = {org.id for org in orgs}
        above = {row.id: row for org in orgs for row in self.register.above(org.id)}
        return {org_id: self._identity(row) for org_id, row in above.items() if org_id not in known}

    def _identity(self, row: Any) -> OrgFact:
        return OrgFact(**identity(row, self.register, self.on))

    def _org(self, row: Any) -> OrgFact:
        own, tree = self.counts.get(row.id, NOBODY), self.trees[row.id]
        term, seats = self.terms.get(row.id), self.seats.get(row.id, Seats())
        ended_hosts, hosts_ended_on = self.hosts.ended(row.id)
        fields = identity(row, self.register, self.on)
        since = fields["activated_on"] or row.established_on or row.state_since
        return OrgFact(
            **fields,
            **self._runs(row, since),
            own_full=own.full,
            own_all=own.all,
            tree_full=tree.full,
            tree_all=tree.all,
            tree_branches=tree.branches,
            covered=self.register.covered.get(row.id, ()),
            host_unit_ids=self.hosts.unit_ids(row.id),
            ended_hosts=ended_hosts,
            hosts_ended_on=hosts_ended_on,
            term=term,
            vacancy_since=seats.vacancy_since(term),
            secretary_vacant_since=seats.secretary_vacant_since(since),
            residue=self.residues.get(row.id),
        )

    def _runs(self, row: Any, since: date) -> dict[str, date | None]:
        """Return since when a branch has too few members, or enough for a committee; None if it has not."""
        own, run = self.counts.get(row.id, NOBODY), self.runs.get(row.id, Run())
        is_branch = row.type in BRANCH_TYPES
        is_below = is_branch and own.full.at_least(DEFAULTS["MIN_FULL_BRANCH"]) is False
        needs_committee = is_branch and own.full.at_least(DEFAULTS["NEED_COMMITTEE"])
        return {
            "below_since": run.below(since) if is_below else None,
            "since7": run.since7 if needs_committee else None,
        }
