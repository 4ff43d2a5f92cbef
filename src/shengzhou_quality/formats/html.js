// Filter the rows of a table, and open or close all of them. Without script both are missing.
"use strict";
// What a row shows, its texts apart by a space; a chart says nothing that its row does not.
const said = (one) =>
  one.nodeType === Node.TEXT_NODE ? one.data
    : one.nodeName === "FIGURE" ? "" : Array.from(one.childNodes, said).join(" ");
// Letters and digits alike in full and half width, in capitals and not; several spaces are one.
const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

for (const form of document.querySelectorAll("form.filters")) {
  const table = form.parentElement.querySelector("table");
  const rows = Array.from(table.querySelectorAll("tbody.row"));
  const groups = Array.from(table.querySelectorAll("tbody.group"));
  const selects = Array.from(form.querySelectorAll("select"));
  const find = form.querySelector("input");
  const output = form.querySelector("output");
  const opener = form.querySelector("button[data-open]");

  const chosen = (row, select) =>
    !select.value ||
    (row.getAttribute("data-choice" + select.dataset.choice) || "").split(" ").includes(select.value);

  const texts = new Map(rows.map((row) => [row, folded(said(row))]));

  const filter = () => {
    const wanted = folded(find.value).split(/\s+/);
    let shown = 0;
    for (const row of rows) {
      const fits = selects.every((select) => chosen(row, select));
      row.hidden = !(fits && wanted.every((word) => texts.get(row).includes(word)));
      shown += row.hidden ? 0 : 1;
    }
    for (const group of groups) {
      let next = group.nextElementSibling;
      while (next && next.hidden && next.classList.contains("row")) next = next.nextElementSibling;
      group.hidden = !next || !next.classList.contains("row");
    }
    output.value = output.dataset.said.replace("{shown}", shown).replace("{all}", rows.length);
  };

  let isOpen = false;
  const open = (wanted) => {
    for (const details of table.querySelectorAll("th > details")) details.open = wanted;
    opener.textContent = wanted ? opener.dataset.close : opener.dataset.open;
    isOpen = wanted;
  };

  form.addEventListener("input", filter);
  form.addEventListener("change", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  if (opener) {
    opener.addEventListener("click", () => open(!isOpen));
  }
  form.hidden = false;
  filter();
}
