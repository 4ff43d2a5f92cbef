"""What the codes mean, each with an example, in English; behind `sqc explain` and its page.

A line is a code: its meaning, an example and the cure. Where the cure is left out, the
hint of the finding says it.
"""

from __future__ import annotations

from shengzhou_quality.messages.en.assessment_codes import ASSESSMENT_CODES
from shengzhou_quality.messages.en.plan_codes import PLAN_CODES
from shengzhou_quality.messages.en.report_codes import NOTE_CODES, STATUS_CODES
from shengzhou_quality.messages.en.task_codes import TASK_CODES

_FILE_CODES: dict[str, tuple[str, ...]] = {
    "file-not-found": ("There is no file at the path given.", "The command says data.xlsx, the folder holds “data (1).xlsx”."),
    "not-a-file": ("A folder, a pipe or a device, not a regular file.", "sqc check reports/, where reports is a folder."),
    "file-unreadable": ("The file is there, but the system does not let it be read.", "Another program has locked it, or this user may not read it."),
    "file-too-large": ("The file is larger than the limit and was not read.", "A workbook of 60 MB, full of photographs."),
    "file-empty": ("There is nothing in the file.", "A broken synchronisation left a data.xlsx of 0 bytes."),
    "web-page": ("Named as a workbook, but the content is a web page.", "A system's export named table.xls that begins with <html>."),
    "unknown-format": ("The content is of no format that is recognised.", "A sound recording renamed data.xlsx."),
    "not-a-workbook": ("Named as a workbook, but the content is none.", "A text file renamed data.xlsx."),
    "workbook-damaged": ("The workbook is incomplete inside and cannot be opened.", "A transfer broke off half-way."),
    "strict-workbook": ("The workbook was saved as “Strict Open XML”, which cannot be read.", "“Strict Open XML Spreadsheet” was chosen when saving."),
    "needs-extra": ("Old Excel workbooks (.xls) need a reader that is installed apart, and it is not there.", "quarter.xls.", 'Run pip install "shengzhou-quality[legacy]", or save the file as .xlsx.'),
    "encrypted": ("The file needs a password to open and cannot be read.", "quarter.xlsx, saved with a password."),
    "wps-workbook": ("The own format of WPS Spreadsheets, which cannot be read.", "table.et."),
    "word-document": ("A text document, whatever its suffix says, not a workbook.", "progress.docx."),
    "numbers-file": ("A file of Apple iWork.", "table.numbers."),
    "pdf-file": ("A PDF, out of which figures cannot be read reliably.", "table.pdf, signed and scanned."),
    "image-file": ("A picture.", "table.png, a photograph of the table."),
    "archive-file": ("An archive; it is not unpacked.", "reports.zip."),
    "binary-workbook": ("A binary workbook, which cannot be read.", "table.xlsb."),
    "xml-file": ("The content is XML, not a workbook.", "An export as “XML Spreadsheet 2003” named table.xls."),
    "lock-file": ("A temporary file that Office keeps while a file is open.", "~$data.xlsx, which *.xlsx takes along."),
    "xml-dtd": ("The workbook contains a DTD, which can expand without end or refer to other files; it is refused.", "A workbook that was tampered with."),
    "unknown-encoding": ("The encoding of the text is not recognised.", "A CSV in a Western local encoding."),
    "no-separator": ("The text has no commas, tabs or semicolons that make columns.", "data.txt, aligned with blanks."),
    "csv-quote": ("Quotation marks do not match, so that cells cannot be told apart.", "A remark that opens with a quotation mark and never closes."),
    "unpacks-too-large": ("The file is small, but unpacks beyond the limit.", "300 MB of blanks in 300 kB."),
    "too-many-parts": ("The file has too many parts inside.", "A workbook with thousands of pictures."),
    "too-many-elements": ("The file has too many XML elements inside, mostly blank cells with a format.", "Borders on all of the million rows of a sheet."),
    "too-many-sheets": ("The workbook has too many sheets.", "A sheet for each of several hundred offices."),
    "too-many-cells": ("There are more cells with content than the limit; nothing was read.", "A workbook that carries all of the raw records."),
    "too-many-tables": ("The file has too many headers of tables and was not read.", "A thousand small tables below each other on one sheet."),
    "too-many-values": ("The file has too many values of indicators and was not read.", "The details of hundreds of townships under the names of the indicators."),
    "too-much-text": ("The cells hold more text than the limit; nothing was read.", "A workbook with whole documents pasted into its cells."),
    "too-many-merged": ("The merged cells cover too much.", "A whole blank sheet merged into one cell."),
    "hidden-rows": ("Rows that are hidden or filtered out are not read. This is information and changes no result.", "A table saved while it was filtered."),
    "hidden-columns": ("Hidden columns are not read. This is information and changes no result.", "A table that hides the columns of 2021 to 2024."),
    "hidden-sheet": ("A hidden sheet, not read. This is information and changes no result.", "A workbook hides the sheet “last year”."),
    "beyond-bounds": ("The sheet has more rows or columns than are read; what lies beyond was not read.", "A stray letter in the very last row, 1,048,576."),
    "more-findings": ("One kind of finding occurs so often that only the first are listed and the others counted. It weighs as much as those others.", "A sheet with tens of thousands of rows about other work."),
    "nothing-to-judge": ("No row of the file belongs to an indicator of the plan.", "The header says “work item” and “progress”, with no name of an indicator and no year."),
}  # fmt: skip

_YAML_CODES: dict[str, tuple[str, ...]] = {
    "not-utf8": ("The text is not UTF-8, so it cannot be read reliably.", "A YAML file saved by an old editor in a local encoding."),
    "yaml-syntax": ("The YAML syntax is wrong; nothing after it can be read.", "values: {2025: 41.2, without the closing bracket.", "Check the indentation, colons, brackets and quotation marks of this line."),
    "yaml-quote-it": ("The value begins with a special character of YAML and needs quotation marks.", "2025: >96 without quotation marks."),
    "yaml-anchor": ("Anchors, aliases and merge keys are refused, as they can expand without end.", "2025: &a 41.2 and, elsewhere, *a."),
    "yaml-tag": ("Tags are refused, as they can run other things.", "2025: !!str 41.2."),
    "yaml-second-document": ("The file holds two YAML documents; there may be one.", "A line “---” in the middle of the file."),
    "yaml-duplicate-key": ("The same key stands twice on one level; which one holds is unknown.", "2025 stands twice under values."),
    "yaml-said-twice": ("The same item is given by its English and its Chinese key; which one holds is unknown.", "Both values and 数值."),
    "yaml-too-deep": ("Nested deeper than the limit.", "Lists within lists, dozens of levels deep."),
    "yaml-no-actuals": ("There is no “actuals” (or “实际值”) at the top.", "The file begins with the names of indicators."),
    "yaml-unknown-key": ("A key that is not known and was not read.", "vales instead of values."),
    "yaml-not-text": ("A list or nested keys where a single value belongs.", "2025: [41.2, 41.3]."),
    "yaml-not-an-item": ("Something else where an indicator belongs.", "actuals: 5."),
    "yaml-no-values": ("This item has no values by year.", "An item with indicator and note, but no values."),
    "json-syntax": ("The JSON syntax is wrong; nothing after it can be read.", "A comma behind the last item."),
    "json-not-finite": ("NaN and Infinity are no numbers of JSON.", '"2025": NaN, exported by a program.'),
    "too-many-nodes": ("The YAML or JSON holds too many keys and values.", "A JSON file that carries all of the raw records."),
}  # fmt: skip

_TABLE_CODES: dict[str, tuple[str, ...]] = {
    "no-header": ("The sheet names indicators of the plan, but no header was found, so it was not read.", "The first row was lost when the table was copied."),
    "no-year": ("There is a column of values, but nothing says of which year.", "The header says “实际值” (actual), and there is no column of years."),
    "column-not-read": ("A column holds numbers and was not read as actuals. Where its header is not known but holds a year, it is a warning: check that nothing was missed; completion rates and rankings are only mentioned.", "“2025年全省平均” (average of the province, 2025)."),
    "no-year-in-row": ("In a table of indicator, year and value this row has no year.", "The cell under “年份” (year) is empty, the value is 41.2."),
    "not-a-year": ("What stands under “year” is none.", "“last year”."),
    "another-area": ("The sheet says that figures are of another area; they were not read. A column 地区 (area), a line above the table, its title or the name of the sheet says it.", "A column 地区 with 嵊州市 and 新昌县: only the rows of 嵊州市 are read.", "If the figures are of the plan's own area, write its name as the area; leave figures of other areas as they are."),
    "number-differs": ("The number is that of another item of the same unit in the same sheet, the name is not; the name is followed. Check whether a row slipped.", "The row of indicator 5 has the number 1, and the sheet has indicator 1 as well."),
    "own-numbers": ("The numbers are the sheet's own and differ from the plan's ids; the names are followed. This is information, once a sheet.", "An office numbers its own three indicators 1, 2 and 3."),
    "no-name-column": ("The rows hold words, but no header says which column holds the names, only numbers; a number does not stand for a name.", "The header says “序号” (number), “专项” (campaign) and “进展情况” (progress)."),
    "unknown-indicator": ("A row with data whose name is no indicator, commitment or milestone of the plan; it was not read.", "The plan says “装配式建筑占新建建筑比例”, the sheet “装配式占比情况”.", "Use the names or ids of the plan; sqc plan list --all shows them."),
    "unlike": ("The row is another statistic, which the plan file tells apart from the indicator.", "“新增高新技术企业” (new ones), where 22 is the number of all high-tech enterprises.", "To report the indicator, add a row with its own value; this row may stay."),
    "unknown-form": ("What stands under 口径 (form) is none of the forms; it counts as not stated.", "“同比” (year on year)."),
    "form-mismatch": ("The form does not suit this kind of indicator; the value was not used.", "A number of new enterprises reported as a mean yearly growth.", "Use one of the forms that the hint lists."),
    "other-first-year": ("A mean or a total does not start with the first year of the plan.", "The plan starts in 2021, the value is the mean of 2022–2025.", "Report the figure from the first year of the plan on."),
    "target-differs": ("The target in the sheet differs from the plan's; the plan rules.", "The plan says >40, the column of targets 45."),
    "no-column-header": ("A row of an indicator holds a number in a column without a header; what it is cannot be told.", "The header's cell was cleared by mistake.", "Head the column with its year, or say what else it is."),
    "value-beside": ("The same year has a value of the indicator's own form and one of another; only the first is read. This is information and changes no result.", "430 under “2025年” (2025), 7.5 under “2025年增速” (growth in 2025)."),
    "row-not-read": ("Of this indicator the table has a row of targets or completion rates, but none of actuals.", "Three rows an indicator, and the one of actuals is missing."),
    "row-without-name": ("A number stands under a year in a row that names no indicator.", "The name was deleted by mistake."),
    "two-names": ("One row names two different indicators; whose its numbers are cannot be told.", "A name in the column of names, another in the next column."),
    "unit-unclear": ("The column of units, the name, the header and the unit line contradict each other; the value was not used.", "亿元 in the column of units, “2025年(万元)” in the header."),
    "form-differs": ("--form differs from the form that the file states; the file is followed, and --form only holds where it states none.", "累计值 (total so far) in the column of forms, --form 15=of_year on the command line."),
    "forms-contradict": ("Header and column of forms contradict each other; the value was not used.", "“2025年累计” (total by 2025) in the header, 当年值 (value of the year) in the cell of the form."),
    "growth-for-level": ("A growth rate was reported where the value of the year is wanted.", "7.5 for 服务业增加值 (services value added), with the form “增速” (growth)."),
    "addition-for-stock": ("What was added in the year was reported where the total is wanted.", "30 for 高新技术企业数 (high-tech enterprises), with the form “当年新增” (new this year)."),
    "merged-value": ("One merged cell covers several years or indicators; whose value it is cannot be told, and it was not used.", "The cells of 2024 and 2025 are merged and hold one 43."),
}  # fmt: skip

_VALUE_CODES: dict[str, tuple[str, ...]] = {
    "not-a-number": ("The text of the cell cannot be read as a number.", "“see the annex”, “good”."),
    "approximate": ("An approximate figure: the number behind it is not known. It is no error, and leaves the indicator undetermined.", "“约6” (about 6)."),
    "exponent": ("The number is in scientific notation, often the work of a program that dropped digits; it is not restored.", "“1.5e3”, “1E+09”."),
    "ditto": ("The cell says ditto, which is not a number; nothing is copied, and it was not used.", "“〃”, “同上” (as above)."),
    "too-many-digits": ("The number has more digits than makes sense and was not read.", "A bank account number pasted into a column of values."),
    "unit-mismatch": ("The unit that is written differs from the indicator's, and there is no known conversion.", "“35万元” for an indicator counted in 家 (enterprises).", "Enter the value in the indicator's unit; units of money are converted by themselves."),
    "looks-like-fraction": ("A figure of at most 1 for a percentage that makes sense only a hundredfold. It is not guessed, and was not used.", "0.965 where 96.5 is meant.", "If it is a fraction, enter it times 100, or format the cell as a percentage."),
    "outside-domain": ("The value is impossible.", "A pass rate of 103%, or −5 enterprises."),
    "not-whole": ("A fraction of something that is counted.", "2.5 new enterprises.", "Check the number; this indicator is counted in whole units."),
    "implausible": ("The value is possible but outside the usual range; it is judged as reported and should be checked.", "4,263 (in 亿元) of value added after 404.7 the year before."),
    "unknown-state": ("A state that the plan file does not list for this milestone.", "“almost there”.", "Enter one of the states that the hint lists, such as 推进中 (in progress) or 完成创建 (established)."),
    "error-cell": ("The cell holds an error value of Excel.", "#DIV/0!, #REF!."),
    "not-calculated": ("The formula was never calculated; the file holds no result.", "A workbook made by a program and never saved in Excel."),
    "date-cell": ("The cell holds a date, not a number.", "“6-5”, which Excel turned into 5 June."),
    "struck-out": ("Part of the text is struck out, so which number is meant is not known.", "38 struck out, and 40 written behind it in the same cell."),
    "text-too-long": ("The text of the cell is beyond 32,767 characters and was not read to its end.", "A whole document pasted into the cell of a value."),
    "conflicting-values": ("Different values for the same indicator and year.", "41.5 in one table, 41.8 in another."),
    "reported-twice": ("The same value twice for an indicator and year; it counts once. This is information and changes no result.", "The value stands in the overall table and in an office's own."),
    "total-differs": ("Every year has a value of its own, but the total beside them is not their sum: one of them is wrong. For a total that names no year it is a warning, and the years are judged.", "1, 2, 3, 4 and 5 for the years, and 20 under “累计” (total)."),
    "mixed-forms": ("Values of the year in some years and totals so far in others cannot be added up.", "3 under “2021年” (2021), 8 under “2022年累计” (total by 2022)."),
    "baseline-differs": ("The base-year value reported differs from the plan's; the plan rules.", "The plan's baseline for 2020 is 33, the table says 31.6."),
    "total-falls": ("A total so far is smaller than in an earlier year; one of the two is wrong.", "12 by 2023, 10 by 2024."),
    "mean-differs": ("The growth of every year is known, and its mean is more than 0.1 points from the mean that was reported; one of them is wrong, and the mean was not used.", "Five years of 5% each, and a mean of 9.5%."),
    "abrupt-change": ("A rate or level more than twice, or less than half, of the year before; counts and growth rates are left out. To be checked.", "39.1% in 2024, 3.98% in 2025."),
    "missing-value": ("Under --complete, an indicator has no value for the full year. Forecasts and parts of a year do not count.", "The cell of 2025 holds “—”."),
}  # fmt: skip

_RUN_CODES: dict[str, tuple[str, ...]] = {
    "year-has-few": ("The year was chosen by itself, and fewer than half of the indicators have a value for it; it is probably not the year meant.", "2 of 23 indicators have a value for 2025, the others end in 2024."),
    "year-outside-period": ("The year given is none of the plan's.", "--year 2026 for a plan of 2021–2025.", "Give --year a year of the plan."),
    "only-unknown": ("--only names what is no indicator, commitment or milestone of the plan.", "--only 99."),
    "form-of-unknown": ("--form names what is no indicator or commitment that is reported.", "--form 99=累计值."),
}  # fmt: skip

CODES: dict[str, dict[str, tuple[str, ...]]] = {
    "file": _FILE_CODES,
    "yaml": _YAML_CODES,
    "table": _TABLE_CODES | TASK_CODES | ASSESSMENT_CODES,
    "value": _VALUE_CODES,
    "run": _RUN_CODES,
    "plan": PLAN_CODES,
    "note": NOTE_CODES,
    "status": STATUS_CODES,
}
"""The codes of each group: meaning, example and, where no hint says it, cure."""
