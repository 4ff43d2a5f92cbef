"""The words of responsible offices (责任单位) and of the file with the offices, in English."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "codes.heading.office": "Responsible offices",
    "plan.offices": "Responsible office",
    # requests
    "office.contacts": "Contact: {contacts}",
    "office.contact": "{name} ({phone})",
    "office.named": "{office} (named by {said_by})",
    "office.supporting": "supporting: {offices}",
    "office.said-by.assigned": "the list of offices",
    "office.said-by.plan": "the plan",
    "office.said-by.column": "the “office” column of a table",
    "office.said-by.workbook": "the reporting office of a workbook",
    # the list of offices, and a template for each office
    "template.offices.sheet": "Offices",
    "template.offices.title": "Responsible offices: {title}",
    "template.offices.note": "Fill in the yellow cells. If several offices share an item, write the leading one under “Office” and the others under “Supporting offices”, separated by semicolons. The row of a task is for the whole task, with its indicators; an item with an office of its own has it in its own row, which rules. Leave empty what you do not know.",
    "template.offices.note.keys": "Write the office between the quotation marks behind “office”, and the others behind “supporting”, “contact” and “phone”. Separate several offices by semicolons. The entry of a task, such as T03, is for the whole task, with its indicators; an item with an office of its own has it in its own entry, which rules. Leave empty what you do not know.",
    "template.offices.id": "ID",
    "template.offices.name": "Item or task",
    "template.offices.office": "Office",
    "template.offices.supporting": "Supporting offices",
    "template.offices.contact": "Contact",
    "template.offices.phone": "Phone",
    "template.offices.tasks": "Tasks and safeguards (the row of a task is for all of it)",
    "template.offices.separator": "; ",
    "template.title.nobody": "{title} (no responsible office)",
    "template.split.nobody": "no-office",
    "template.split.written": "Written: {name}, items: {count}",
    "template.split.written.nobody": "Written: {name}, items without an office: {count}",
    "template.split.without-form": "No template for {office}: the evaluators judge {items} themselves, so nothing is to be reported",
    "template.prefilled.in": "{name}: filled in {count} known values.",
    # commands
    "usage.template-not-both": "{one} and {other} cannot be used together.",
    "usage.split-without-offices": "No item has a responsible office, so there is nothing to split by. Give a list of offices with --by; sqc template --offices makes one.",
    "usage.split-no-folder": "{name} is a file, not a folder. Choose another name.",
    "usage.split-exists": "Files are there already ({count}, the first is {name}). Nothing was written. Choose another folder, or move them away.",
    "help.template.offices": "Make a list of offices (.xlsx, .csv, .yaml) to fill in, for --offices and --by.",
    "help.template.split": "Write one template for each responsible office into this folder, and one for the items without an office.",
    "help.template.by": "List of offices to split by; it also fills in the “Office” column.",
    "help.offices": "List of offices: who answers for each item, and whom to call (.xlsx, .csv, .yaml …). It takes precedence.",
    "help.area": "Area whose figures are read, written in full; by default that of the plan.",
    "usage.not-an-area": "“{name}” is not the name of an area. Write its full name.",
}
