"""What a tapped intent says about the contact: its line, kind and urgency.

A text is read by the pipeline; a tap has no words to read, so this table answers for it. A table,
because it is data: one row an intent, in the order the domain lists them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    line: str
    kind: str
    urgency: str


_ROWS = """
report_child_abuse         child_protection  report       urgent
report_child_neglect       child_protection  report       urgent
report_woman_abuse         women_protection  report       urgent
report_forced_marriage     women_protection  report       urgent
report_blackmail           women_protection  report       urgent
report_elder_abuse         social_welfare    report       urgent
report_disability_abuse    social_welfare    report       urgent
report_worker_abuse        general           report       urgent
report_carer_abuse         home_care         report       urgent
report_self_harm           general           report       urgent
report_violence            general           report       urgent
report_danger              general           report       urgent
in_danger_now              general           report       emergency
request_home_care          home_care         request      attention
request_equipment          home_care         request      attention
request_social_aid         social_welfare    request      attention
request_elderly_home       social_welfare    request      attention
request_disability_service social_welfare    request      attention
request_foster             child_protection  request      attention
request_lecture            general           request      attention
volunteer_interest         volunteering      request      attention
consult_psychological      general           consultation attention
consult_social             general           consultation attention
consult_legal              general           consultation attention
consult_health             general           consultation attention
make_complaint             general           complaint    attention
make_suggestion            general           suggestion   attention
follow_up_case             general           inquiry      attention
ask_human                  general           request      attention
ask_child_protection       child_protection  inquiry      routine
ask_women_protection       women_protection  inquiry      routine
ask_social_welfare         social_welfare    inquiry      routine
ask_home_care              home_care         inquiry      routine
ask_volunteering           volunteering      inquiry      routine
ask_disability_services    social_welfare    inquiry      routine
ask_elderly_services       social_welfare    inquiry      routine
out_of_scope               general           inquiry      routine
"""

_TABLE = {
    name: Contact(line=line, kind=kind, urgency=urgency)
    for name, line, kind, urgency in (row.split() for row in _ROWS.split("\n") if row)
}
_INQUIRY = Contact(line="general", kind="inquiry", urgency="routine")
_CHITCHAT = Contact(line="general", kind="chitchat", urgency="routine")


def contact_of(intent: str) -> Contact:
    """Intents outside the table are inquiries when they ask and chitchat otherwise."""
    return _TABLE.get(intent) or (_INQUIRY if intent.startswith("ask_") else _CHITCHAT)
