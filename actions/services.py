"""What can be asked of the department: for each intent its form, line and kind. A table.

Also which words interrupt which form: everything else a person writes in it is their answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

INTAKE = "intake_form"
VOLUNTEER = "volunteer_form"
REQUEST = "request_form"
CONSULT = "consult_form"
FEEDBACK = "feedback_form"
FOLLOW_UP = "follow_up_form"

# What a slot holds when the person would rather not say. Filled, so that it is not asked again.
DECLINED = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    form: str
    line: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPlan:
    """`questions` in their order; `told_at_once` is the one a long first message already answers."""

    questions: tuple[str, ...]
    asides: frozenset[str]
    told_at_once: str | None = None
    # How sure the reading must be that a firm word (FIRM) is meant and not quoted.
    sure: float = 0.5


_ROWS = """
volunteer_interest         volunteer_form volunteering      request
request_home_care          request_form   home_care         request
request_equipment          request_form   home_care         request
request_social_aid         request_form   social_welfare    request
request_elderly_home       request_form   social_welfare    request
request_disability_service request_form   social_welfare    request
request_foster             request_form   child_protection  request
request_lecture            request_form   general           request
consult_psychological      consult_form   general           consultation
consult_social             consult_form   general           consultation
consult_legal              consult_form   general           consultation
consult_health             consult_form   general           consultation
make_complaint             feedback_form  general           complaint
make_suggestion            feedback_form  general           suggestion
"""

SERVICES: Mapping[str, Service] = {
    intent: Service(form=form, line=line, kind=kind)
    for intent, form, line, kind in (row.split() for row in _ROWS.strip().splitlines())
}

# Words that keep their own meaning in the middle of any form.
FIRM = frozenset("ask_human misunderstood change_language bye".split())
DANGER = frozenset({"in_danger_now"})
_CONTROL = (
    FIRM
    | DANGER
    | frozenset(
        "thank acknowledge greet how_are_you ask_privacy ask_identity ask_capabilities ask_hotline ask_hours "
        "ask_fees follow_up_case".split()
    )
)
REPORTS = frozenset(
    "report_child_abuse report_child_neglect report_woman_abuse report_forced_marriage report_blackmail "
    "report_elder_abuse report_disability_abuse report_worker_abuse report_carer_abuse report_self_harm "
    "report_violence report_danger".split()
)
# Small talk is not among them: a bare name, place or time is too easily taken for it.
_QUESTIONS = frozenset(
    "ask_location ask_documents ask_how_to_apply ask_donation ask_jobs ask_research".split()
)
_FEEDBACK_AND_ADVICE = frozenset(
    "make_complaint make_suggestion consult_psychological consult_social consult_legal consult_health".split()
)
_REQUESTS = frozenset(name for name, service in SERVICES.items() if service.form == REQUEST)

FORMS: Mapping[str, FormPlan] = {
    # In the intake a new disclosure is an answer like any other: the front door has read it already.
    INTAKE: FormPlan(
        questions=("safe_now", "at_risk", "place", "contact"),
        asides=_CONTROL,
    ),
    VOLUNTEER: FormPlan(
        questions=("name", "contact", "offer_what", "times"),
        asides=_CONTROL | REPORTS | _QUESTIONS | _FEEDBACK_AND_ADVICE | _REQUESTS | {"ask_volunteering"},
    ),
    REQUEST: FormPlan(
        questions=("need", "for_whom", "contact"),
        asides=_CONTROL | REPORTS | _QUESTIONS | _FEEDBACK_AND_ADVICE | {"volunteer_interest"},
        told_at_once="need",
    ),
    CONSULT: FormPlan(
        questions=("about", "contact"),
        asides=_CONTROL | REPORTS | _QUESTIONS | {"volunteer_interest", "make_complaint", "make_suggestion"},
        told_at_once="about",
    ),
    # A complaint may be about anything and in any tone.
    FEEDBACK: FormPlan(
        questions=("feedback",),
        asides=(_CONTROL | REPORTS) - {"ask_fees", "ask_hours", "ask_hotline", "follow_up_case"},
        told_at_once="feedback",
        sure=0.9,
    ),
    FOLLOW_UP: FormPlan(
        questions=("reference",),
        asides=(_CONTROL | REPORTS | _QUESTIONS | frozenset(SERVICES)) - {"follow_up_case"},
    ),
}
