"""The layouts of real forms as Word files, filled with plans of families who do not exist."""

from __future__ import annotations

from collections.abc import Callable

from docx.document import Document
from sample_words import (
    add,
    block_control,
    control,
    form,
    link,
    look,
    merge_code,
    pieces,
    shaded,
    table,
    text_box,
    tick,
    tracked,
    write,
)

ACTIONS = (
    ("Action", "Who", "By when", "What will be different"),
    ("Walk Ellie to breakfast club each school day", "Mum", "from 9 March to 15 April 2026", "Ellie starts her lessons having eaten"),
    ("Monitor school attendance", "Professionals", "Ongoing", ""),
    ("Liaise with CAMHS", "Priti Sandhu", "20 March 2026", "Referral made"),
)  # fmt: skip
FAMILY = (
    ("Name", "DOB", "School"),
    ("Ellie Marlow", "12/06/2018", "Ashgrove Primary"),
    ("Rafi Marlow", "20/10/2025", ""),
)
NEEDS = "The children need more structure and they both seem happy with Mum."
FEEDING = "Rafi will probably need help with feeding. Baby's weight is fine."
SEEN = "On 26 February 2026 Joan saw Rafi turn his face away when Mum brought the bottle, and settle when she hummed to him."
SAID = "On 20 February 2026 Ellie told Priti, “I like it when Mum reads to me.”"


def child_in_need(document: Document) -> None:
    """Styled headings, a part for each child, an action table for each."""
    document.add_heading("Child in Need Plan", 0)
    document.add_paragraph("Date of plan: 4 March 2026. Review: 15 April 2026.")
    document.add_heading("Family details", 1)
    table(document, FAMILY)
    document.add_heading("Why there is a plan", 1)
    document.add_paragraph(f"It is felt that home conditions are poor. {NEEDS} Dad is not involved.")
    for child, lines in (("Ellie", (SAID, "Ellie presents well in school.")), ("Rafi", (SEEN, FEEDING))):
        document.add_heading(child, 1)
        document.add_heading(f"What {child} needs", 2)
        for line in lines:
            document.add_paragraph(line)
        document.add_heading(f"Actions for {child}", 2)
        if child == "Ellie":
            table(document, ACTIONS)
        else:
            document.add_paragraph("Mum to be supported with feeding.", style="List Bullet")
            document.add_paragraph(
                "Joan Abbott to weigh Rafi at home every Tuesday until 15 April 2026.", style="List Bullet"
            )


def protection_by_look(document: Document) -> None:
    """A child protection plan without any style: headings are larger or bold, numbers are typed."""
    look(document, "OUTLINE CHILD PROTECTION PLAN", 18)
    document.add_paragraph("Name: Ellie Marlow\tDOB: 12/06/2018")
    document.add_paragraph("Name: Rafi Marlow\tDOB: 20/10/2025")
    look(document, "1. What are we worried about?", 14)
    pieces(document.add_paragraph(), "The children ", "would benefit from", " more structure at ", "home", ".")
    look(document, "2. What needs to change", 14)
    rows = (("Issue", "Desired outcome", "Action", "Who", "By when"),
            ("Neglect", "Mum engages with services", "Monitor home conditions", "All agencies", "ASAP"),
            ("Missed health checks", "Ellie can hear her teacher", "Book the hearing test at Ashgrove Clinic", "Mum", "3 April 2026"))  # fmt: skip
    table(document, rows, shade="BFBFBF")
    look(document, "3. If things do not get better", 14)
    document.add_paragraph("1) Legal advice will be sought.")


def ehcp_form(document: Document) -> None:
    """An education, health and care plan: running header, banner, numbered headings, help text, empty controls."""
    section = document.sections[0]
    section.header.paragraphs[0].text = "Name: Ellie Marlow\tDOB: 12/06/2018\tInitial plan date: 4 March 2026"
    section.footer.paragraphs[0].text = "OFFICIAL - SENSITIVE [PERSONAL]\tPAGE 1 OF 12"
    document.add_heading("Education, Health and Care Plan", 0)
    document.add_heading("1.1 Who I am", 1)
    help_text = document.add_paragraph()
    help_text.add_run("Enter your preferred name and say in your own words what you like.").italic = True
    add(document.add_paragraph("I like to be known as: "), control("Ellie"))
    add(document.add_paragraph("My school year: "), control("Choose an item.", prompt=True, choice=True))
    block_control(document, "I like it when Mum reads to me. Ellie presents well in school.")
    block_control(document, "Click or tap here to enter text.", prompt=True)
    document.add_heading("1.2 What I need", 1)
    document.add_paragraph("Ellie would benefit from access to a quiet space. Ellie seems anxious in big groups.")
    document.add_heading("2. Outcomes", 1)
    rows = (("Outcome", "Provision", "Who", "How often"),
            ("Improved concentration", "Support as required", "SENCo", "Regularly"),
            ("By July 2026 Ellie reads a page to a friend", "20 minutes of paired reading each Monday and Thursday", "Mr Lowe", "Twice a week until July 2026"))  # fmt: skip
    table(document, rows)


def merge_codes(document: Document) -> None:
    """A plan printed with codes that the case system did not fill, and a table of what each part is for."""
    title = document.add_heading("Child's Plan for ", 0)
    merge_code(merge_code(title, "Child_Forename1"), "Child_Surname")
    merge_code(document.add_paragraph("EHC Plan Ref No. "), "Ref")
    form(document, (("Name", "Ellie Marlow", "DOB", "12/06/2018"), ("UPN", "", "Date of plan", "4 March 2026")))
    document.add_paragraph()
    merged = document.add_paragraph()
    merge_code(merged, "Child_Forename1")
    merged.add_run(" has been known to the service since the referral of February 2026 by the school.")
    document.add_heading("Needs", 1)
    document.add_paragraph("Ellie needs support with her behaviour. It was felt that she lacks confidence.")


def early_help(document: Document) -> None:
    """A family form: one row a child, label tables, tick boxes, flat needs and actions."""
    look(document, "Early Help Assessment & Support Plan", 16)
    table(document, (("Last name", "First name", "Relationship", "DOB"), ("Marlow", "Ellie", "Child", "12/06/2018"), ("Marlow", "Rafi", "Child", "20/10/2025"), ("Marlow", "Dana", "Mother", "01/02/1994")), shade="D9D9D9")  # fmt: skip
    document.add_paragraph()
    form(
        document,
        (
            ("Lead professional", "Priti Sandhu", "Date completed", "4 March 2026"),
            ("Primary address", "", "Secondary address", ""),
        ),
    )
    tick(tick(document.add_paragraph("Consent given? "), "Yes", on=True), "No", on=False)
    look(document, "1a. Family, parenting and household", 13)
    boxes = table(document, (("What are you worried about?", f"It is felt that home conditions are poor.\n{NEEDS}"), ("What is working well?", "Mum reads with Ellie every night and sings to Rafi when he cannot settle.")), head=False)  # fmt: skip
    for row in boxes.rows:
        shaded(row.cells[0], "E2EFD9")
    look(document, "Plan", 13)
    rows = (("Needs", "Actions", "People responsible", "Outcomes", "Completion date"),
            ("Routines", "Support Mum with routines", "Family worker", "Mum's parenting is better", "TBC"),
            ("Breakfast", "Ellie to go to breakfast club each school day", "Mum", "Ellie starts lessons having eaten", "9 March 2026"))  # fmt: skip
    table(document, rows, shade="D9D9D9")


def scottish_plan(document: Document) -> None:
    """A Scottish child's plan: questions for columns, cells merged down and across."""
    document.add_heading("Child's Plan", 0)
    document.add_paragraph("Child: Isla Muir    Date of birth: 9 May 2016    Date prepared: 4 March 2026")
    document.add_heading("What we will do", 1)
    rows = [["What do we want to happen?", "What do we need to do?", "Who will do it?", "By when?", "How will we know?"],
            ["Safe", "", "", "", ""],
            ["Isla sleeps in her own bed", "Fit a lock to the back door", "Housing", "12 March 2026", "Isla says she sleeps"],
            ["", "Meet Isla at school", "Mr Baird", "Fortnightly", ""],
            ["Nurtured", "", "", "", ""],
            ["Isla is well supported", "Explore respite", "TBC", "", ""]]  # fmt: skip
    made = table(document, rows, shade="DDEBF7")
    for number in (1, 4):
        wide = made.cell(number, 0).merge(made.cell(number, 4))
        for extra in wide.paragraphs[1:]:
            extra._p.getparent().remove(extra._p)
        shaded(wide, "F2F2F2")
        wide.paragraphs[0].runs[0].bold = True
    made.cell(2, 0).merge(made.cell(3, 0))
    document.add_heading("What Isla thinks", 1)
    document.add_paragraph("Isla is happy. Isla would benefit from a friend.")


def signs_of_safety(document: Document) -> None:
    """Three columns of lists in cells."""
    document.add_heading("Mapping for Theo Lark, born 3 May 2019", 0)
    heads = ("What are we worried about?", "What is working well?", "What needs to happen?")
    made = table(document, (heads, ("", "", "")))
    lists = (("Theo is neglected.", "Theo would benefit from boundaries."), ("Nan picks Theo up every Friday.", "Theo is happy at school."), ("Mum to engage with services.", "Nan will read to Theo each Friday until 1 June 2026."))  # fmt: skip
    for cell, lines in zip(made.rows[1].cells, lists, strict=True):
        write(cell, lines[0])
        for line in lines[1:]:
            cell.add_paragraph(line, style="List Bullet")
    document.add_heading("Danger statement", 1)
    document.add_paragraph(
        "Professionals are worried that the children will come to harm. The siblings need structure."
    )


def written_agreement(document: Document) -> None:
    """A letter to a parent: no table, no heading style."""
    for line in (
        "4 March 2026",
        "Dear Dana Marlow,",
        "Ellie Marlow, born 12 June 2018, and Rafi Marlow, born 20 October 2025",
    ):
        document.add_paragraph(line)
    look(document, "Why I am writing", 11)
    document.add_paragraph(f"{NEEDS} You failed to attend two appointments.")
    look(document, "What we ask of you", 11)
    for line in (
        "Engage with services.",
        "Bring Ellie to breakfast club each school day until 15 April 2026, so that she is not hungry in class.",
    ):
        document.add_paragraph(line, style="List Number")
    look(document, "What will happen if things stay as they are", 11)
    document.add_paragraph("We will seek legal advice.")


def welsh_plan(document: Document) -> None:
    """A care and support plan: a table in a table, a one-cell box round each part."""
    document.add_heading("Care and Support Plan", 0)
    box = table(document, (("About me",),), head=False).cell(0, 0)
    box.paragraphs[0].runs[0].bold = True
    table(box, (("Name", "Date of birth"), ("Cerys Pugh", "8 January 2014")))
    box.add_paragraph("Cerys presents as a happy girl.")
    document.add_paragraph()
    outcomes = table(document, (("My personal outcomes",),), head=False).cell(0, 0)
    outcomes.paragraphs[0].runs[0].bold = True
    table(
        outcomes,
        (
            ("Personal outcome", "Action", "By whom", "When"),
            ("Cerys attends school", "Attendance to be monitored", "School", "Ongoing"),
        ),
    )
    outcomes.add_paragraph("Cerys would benefit from a mentor.")


def care_plan(document: Document) -> None:
    """A care plan from a case system: controls, a text box, links, soft hyphens and line breaks in runs."""
    document.add_heading("Care Plan", 0)
    form(
        document,
        (
            ("Name of child", "Ellie Marlow"),
            ("Date of birth", "12/06/2018"),
            ("Social worker", "Priti Sandhu"),
        ),
    )
    document.add_heading("Summary and analysis", 1)
    text_box(document.add_paragraph(), "Ellie would benefit from a hobby.")
    broken = document.add_paragraph("Ellie is un\u00adsettled at")
    broken.add_run().add_break()
    broken.add_run("contact. It is felt that she is anxious.")
    link(document.add_paragraph("For more, see "), "the assessment of need, which says that Ellie is fine.")
    add(add(document.add_paragraph("Ellie "), control("will probably need")), control(" help with reading."))
    document.add_heading("The plan", 1)
    table(document, ACTIONS)


def with_changes(document: Document) -> None:
    """A draft that a colleague has changed and commented on, one finding allowed."""
    child_in_need(document)
    changed = document.add_paragraph("Rafi ")
    tracked(changed, "is a bit of a monkey and ", deleted=True)
    tracked(changed, "would benefit from play")
    changed.add_run(" with other babies.")
    asked = next(p for p in document.paragraphs if "Ellie presents well" in p.text)
    document.add_comment(asked.runs, text="Who saw this, and when?", author="Joan Abbott", initials="JA")
    allowed = next(p for p in document.paragraphs if "probably need" in p.text)
    document.add_comment(allowed.runs, text="planlint: allow OBS002 Joan's feeding notes are on file", author="Priti Sandhu", initials="PS")  # fmt: skip


def letter_to_child(document: Document) -> None:
    """A plan that is a letter to the child, with quotation marks and tabs."""
    document.add_paragraph("Dear Ellie,").runs[0].bold = True
    document.add_paragraph(
        "You were born on 12 June 2018 and you live with Mum and your brother Rafi (born 20 October 2025)."
    )
    document.add_heading("What you told us", 1)
    document.add_paragraph("You said, “I like it when Mum reads to me.”")
    document.add_heading("What we will do", 1)
    for line in (
        "•\tPriti will liaise with CAMHS.",
        "•\tMum will walk you to breakfast club every school day until 15 April 2026, so that you are not hungry in class.",
    ):
        document.add_paragraph(line)


def records(document: Document) -> None:
    """One small form an action, as case systems print them; a drop-down left as it was."""
    document.add_heading("Children's Plan", 0)
    form(document, (("Child", "Ellie Marlow", "DOB", "12/06/2018"),))
    document.add_heading("Actions", 1)
    for action in ACTIONS[1:]:
        labels = ("Action", "By", "When", "Outcome")
        made = table(document, tuple(zip(labels, action, strict=True)), head=False)
        for row in made.rows:
            shaded(row.cells[0], "EDEDED")
        add(document.add_paragraph("Status: "), control("Choose an item.", prompt=True, choice=True))


LAYOUTS: dict[str, Callable[[Document], None]] = {
    "care-plan": care_plan,
    "child-in-need": child_in_need,
    "early-help": early_help,
    "ehcp-form": ehcp_form,
    "letter-to-child": letter_to_child,
    "merge-codes": merge_codes,
    "protection-by-look": protection_by_look,
    "records": records,
    "scottish-plan": scottish_plan,
    "signs-of-safety": signs_of_safety,
    "welsh-plan": welsh_plan,
    "with-changes": with_changes,
    "written-agreement": written_agreement,
}
