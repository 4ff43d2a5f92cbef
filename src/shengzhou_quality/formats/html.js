// Filter the rows of a table, and open or close all of them. Without script both are missing.
"use strict";
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
    (row.getAttribute("data-choice" + select.dataset.choice) || "").split("\n").includes(select.value);

  const filter = () => {
    const text = find.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      const fits = selects.every((select) => chosen(row, select));
      row.hidden = !(fits && (!text || row.textContent.toLowerCase().includes(text)));
      shown += row.hidden ? 0 : 1;
    }
    for (const group of groups) {
      let next = group.nextElementSibling;
      while (next && next.hidden && next.classList.contains("row")) next = next.nextElementSibling;
      group.hidden = !next || !next.classList.contains("row");
    }
    output.value = output.dataset.said.replace("{shown}", shown).replace("{all}", rows.length);
  };

  const open = (wanted) => {
    for (const details of table.querySelectorAll("th > details")) details.open = wanted;
    opener.textContent = wanted ? opener.dataset.close : opener.dataset.open;
    opener.setAttribute("aria-pressed", wanted);
  };

  form.addEventListener("input", filter);
  form.addEventListener("change", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  if (opener) {
    opener.addEventListener("click", () => open(opener.getAttribute("aria-pressed") !== "true"));
  }
  form.hidden = false;
  filter();
}
