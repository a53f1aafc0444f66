"""What a person can do to an event and its claims, where its evidence stands: each a few fields and a button."""

from __future__ import annotations

from typing import Any

import streamlit as st

from timeline.case import FIELDS, Deed, Kind
from timeline.case.fields import value_of
from timeline.types import AttributionKind, Claim, Event, Status
from timeline.ui import session
from timeline.ui.markup import markdown_text
from timeline.ui.session import Desk
from timeline.ui.toolbar import show_refusal
from timeline.ui.words import word
from timeline.views.plaintext import clip, counted
from timeline.views.words import attribution_label, outlet_name, status_label, type_label

PARTS = ("Decide", "Correct", "Join or split", "Note and tag", "Add a claim")
WHY = "Why"
DATE_FORMS = "2017-02-07, 2017-02, 2017-12-06/2017-12-17; empty: no date can be given"
MOST_TO_JOIN = 200


def show_event_actions(opened: Desk, event: Event, *, key: str) -> None:
    """Everything that can be done to an event and to each of its claims."""
    with st.expander(
        "Decide, correct, join, note", key=f"{key}_acts", on_change="rerun", icon=":material/edit:"
    ) as box:
        if not box.open:
            return
        part = st.segmented_control(
            "What to do",
            PARTS,
            default=PARTS[0],
            required=True,
            key=f"{key}_part",
            label_visibility="collapsed",
            wrap=True,
        )
        show_refusal()
        if part == "Join or split":
            _join_or_split(opened, event, key)
            return
        target = _target(opened, event, key, claims_only=part == "Add a claim")
        {"Decide": _decide, "Correct": _correct, "Note and tag": _remark, "Add a claim": _by_hand}[part](
            opened, event, target, key
        )


def show_claim_actions(opened: Desk, event: Event, claim: str, *, key: str) -> None:
    """The correction of one claim, at hand."""
    with st.container(border=True):
        show_refusal()
        _correct(opened, event, claim, key)


def _target(opened: Desk, event: Event, key: str, *, claims_only: bool) -> str:
    """The event as a whole, or one of its claims."""
    names = [*([] if claims_only else [event.id]), *event.claims]
    chosen = st.selectbox(
        "In which article" if claims_only else "What",
        names,
        format_func=lambda name: "The event as a whole" if name == event.id else _claim_words(opened, name),
        key=f"{key}_target_{event.id}_{claims_only}",
    )
    return str(chosen)


def _claim_words(opened: Desk, name: str) -> str:
    claim = opened.timeline.claim_by_id[name]
    return f"{outlet_name(opened.timeline.article_by_id[claim.article])}: “{clip(claim.quote, 70)}”"


def _decide(opened: Desk, event: Event, target: str, key: str) -> None:
    said = opened.reviewed.word(target)
    if said.review:
        st.caption(f"This was {said.review}.")
    why = st.text_input(WHY, key=f"{key}_why_{target}", placeholder="for the log; may stay empty")
    with st.container(horizontal=True):
        for kind, label in ((Kind.ACCEPT, "Accept"), (Kind.REJECT, "Reject"), (Kind.REOPEN, "Leave open")):
            useless = (said.review, kind) in (("accepted", Kind.ACCEPT), (None, Kind.REOPEN))
            st.button(
                label,
                key=f"{key}_{kind.value}",
                disabled=useless,
                on_click=_do,
                args=(Deed(kind, target, why=why or ""),),
            )
        star = Kind.UNSTAR if said.star else Kind.STAR
        st.button(
            "Take the star off" if said.star else "Star", key=f"{key}_star", on_click=_do, args=(Deed(star, target),)
        )


def _do(*deeds: Deed) -> None:
    session.keep(*deeds, told=f"{word('deeds', deeds[0].kind.value).capitalize()}.")


def _correct(opened: Desk, event: Event, target: str, key: str) -> None:
    kind = "event" if target == event.id else "claim"
    item: Any = event if kind == "event" else opened.timeline.claim_by_id[target]
    field = st.segmented_control(
        "Which field", FIELDS[kind], default=FIELDS[kind][0], required=True, wrap=True,
        format_func=lambda name: word("fields", name).capitalize(), key=f"{key}_field_{kind}",
    )  # fmt: skip
    now = value_of(item, field, opened.timeline.attribution_by_id)
    value = _value_field(opened, field, now, f"{key}_value_{target}_{field}")
    why = st.text_input("How do you know?", key=f"{key}_because_{target}", placeholder="for the log; may stay empty")
    deed = Deed(Kind.CORRECT, target, field, value, why or "")
    st.button(
        "Keep the correction", key=f"{key}_correct", type="primary", disabled=value == now, on_click=_do, args=(deed,)
    )


def _value_field(opened: Desk, field: str, now: Any, key: str) -> Any:
    """The field that fits; what is typed stays in it when it is refused."""
    if field == "type":
        from timeline.claims.lists import event_types

        types = sorted(event_types(), key=type_label)
        return st.selectbox(
            "Kind of event", types, types.index(now) if now in types else None, format_func=type_label, key=key
        )
    if field == "status":
        values = [status.value for status in Status]
        words = {status.value: status_label(status) for status in Status}
        return st.selectbox("Status", values, values.index(now), format_func=words.__getitem__, key=key)
    if field == "places":
        known = sorted({place.name for claim in opened.timeline.claims for place in claim.places} | set(now))
        return st.multiselect("Places", known, now, accept_new_options=True, key=key)
    if field == "source":
        return _source_field(now, key)
    text = st.text_input(
        "Date" if field == "time" else "Name of the event", now or "", key=key,
        placeholder=DATE_FORMS if field == "time" else "",
    )  # fmt: skip
    return text.strip() or None


def _source_field(now: Any, key: str) -> Any:
    kinds = [kind.value for kind in AttributionKind]
    words = {kind.value: attribution_label(kind) for kind in AttributionKind}
    given = now or {"name": "", "kind": "person", "told_outlet": False}
    name = st.text_input("Who said it", given["name"], key=key, placeholder="empty: the outlet itself")
    kind = st.selectbox(
        "Which is a", kinds, kinds.index(given["kind"]), format_func=words.__getitem__, key=f"{key}_kind"
    )
    told = st.checkbox("They told this outlet themselves", given["told_outlet"], key=f"{key}_told")
    return {"name": name.strip(), "kind": kind, "told_outlet": told} if name.strip() else None


def _join_or_split(opened: Desk, event: Event, key: str) -> None:
    near = _nearest(opened, event)
    names = {other.id: f"{clip(other.label, 60)} ({clip(', '.join(other.outlets), 40)})" for other in near}
    others = st.multiselect(
        "Join with these events", [other.id for other in near], key=f"{key}_join_{event.id}",
        format_func=names.__getitem__, select_all=False,  # one Enter must not join them all
    )  # fmt: skip
    why = st.text_input(WHY, key=f"{key}_why_join_{event.id}", placeholder="for the log; may stay empty") or ""
    deed = Deed(Kind.MERGE, event.id, after=list(others), why=why)
    st.button("Join into one event", key=f"{key}_merge", disabled=not others, on_click=_do, args=(deed,))
    if len(event.claims) < 2:
        return
    leaving = st.multiselect(
        "Split these claims off",
        event.claims,
        format_func=lambda name: _claim_words(opened, name),
        key=f"{key}_off_{event.id}",
    )
    parting = Deed(Kind.SPLIT, event.id, after=list(leaving), why=why)
    nothing_left = not leaving or len(leaving) == len(event.claims)
    st.button("Split off", key=f"{key}_split", disabled=nothing_left, on_click=_do, args=(parting,))


def _nearest(opened: Desk, event: Event) -> list[Event]:
    """The events that stand nearest in time, of the same kind first."""
    middle = event.earliest or event.latest

    def distance(other: Event) -> tuple[int, bool]:
        day = other.earliest or other.latest
        return (abs((day - middle).days) if day and middle else 10**6), other.type != event.type

    others = sorted((other for other in opened.timeline.events if other.id != event.id), key=distance)
    return others[:MOST_TO_JOIN]


def _remark(opened: Desk, event: Event, target: str, key: str) -> None:
    said = opened.reviewed.word(target)
    for note in said.notes:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{markdown_text(note.text)}  \n:small[{markdown_text(note.who)}]")
            gone = Deed(Kind.NOTE, target, note.id, "")
            st.button("Take away", key=f"{key}_gone_{note.id}", on_click=_do, args=(gone,), type="tertiary")
    turn = len(said.notes)
    text = st.text_area("A note", key=f"{key}_note_{target}_{turn}", height=80)
    st.button(
        "Keep the note",
        key=f"{key}_keep_note",
        disabled=not text.strip(),
        on_click=_do,
        args=(Deed(Kind.NOTE, target, after=text),),
    )
    known = sorted({tag for one in opened.reviewed.words.values() for tag in one.tags})
    tags = st.multiselect(
        "Tags", known, list(said.tags), accept_new_options=True, key=f"{key}_tags_{target}_{len(said.tags)}"
    )
    deeds = [Deed(Kind.TAG, target, tag) for tag in tags if tag not in said.tags]
    deeds += [Deed(Kind.UNTAG, target, tag) for tag in said.tags if tag not in tags]
    st.button("Keep the tags", key=f"{key}_keep_tags", disabled=not deeds, on_click=_do, args=tuple(deeds))


def _by_hand(opened: Desk, event: Event, target: str, key: str) -> None:
    """A claim that the machine has not found; its sentence must stand in the article, word for word."""
    claim: Claim = opened.timeline.claim_by_id[target]
    show_new_claim(opened, claim.article, key=f"{key}_new_{claim.article}")


def show_new_claim(opened: Desk, article: str, *, key: str) -> None:
    """The fields of a claim by hand in one article."""
    quote = st.text_area("The sentence, copied out of the article", key=f"{key}_quote", height=80)
    left, right = st.columns(2)
    with left:
        kind = _value_field(opened, "type", None, f"{key}_type")
        places = _value_field(opened, "places", [], f"{key}_places")
    with right:
        status = _value_field(opened, "status", Status.ASSERTED.value, f"{key}_status")
        time = _value_field(opened, "time", None, f"{key}_time")
    why = st.text_input(WHY, key=f"{key}_why", placeholder="for the log; may stay empty")
    given = {"quote": quote.strip(), "type": kind, "status": status, "time": time, "places": places}
    deed = Deed(Kind.CLAIM, article, after=given, why=why or "")
    st.button("Add the claim", key=f"{key}_add", type="primary", disabled=not quote.strip(), on_click=_do, args=(deed,))
    number = sum(one.article == article for one in opened.timeline.claims)
    st.caption(f"{counted(number, 'claim')} of this article are on the timeline.")
