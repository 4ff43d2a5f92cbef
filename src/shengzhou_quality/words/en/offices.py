"""The words of responsible offices (责任单位) and of the file with the offices, in English."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "codes.heading.office": "Responsible offices",
    "plan.offices": "Responsible office",
    # requests
    "office.contacts": "Contact: {contacts}",
    "office.contact": "{name} ({phone})",
    # commands
    "help.offices": "List of offices: who answers for each item, and whom to call (.xlsx, .csv, .yaml …). It rules.",
}
