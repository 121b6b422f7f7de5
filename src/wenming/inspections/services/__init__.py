"""What can be done with rounds and visits; one module for each kind of work."""

from wenming.inspections.answers import Answer, FindingInput
from wenming.inspections.services.acceptance import accept_visit, send_back_visit, void_visit
from wenming.inspections.services.assigning import assign_inspectors, plan_visit, set_inspectors
from wenming.inspections.services.corrections import correct_observation
from wenming.inspections.services.doubling import order_doubles
from wenming.inspections.services.draw import add_witness, draw_round, draw_simple, seal_round
from wenming.inspections.services.rounds import (
    NamedPlace,
    RoundPlan,
    change_plan,
    close_round,
    plan_round,
    publish_round,
    release_round,
)
from wenming.inspections.services.visits import add_photo, start_visit, submit_visit

__all__ = [
    "Answer",
    "FindingInput",
    "NamedPlace",
    "RoundPlan",
    "accept_visit",
    "add_photo",
    "add_witness",
    "assign_inspectors",
    "change_plan",
    "close_round",
    "correct_observation",
    "draw_round",
    "draw_simple",
    "order_doubles",
    "plan_round",
    "plan_visit",
    "publish_round",
    "release_round",
    "seal_round",
    "send_back_visit",
    "set_inspectors",
    "start_visit",
    "submit_visit",
    "void_visit",
]
