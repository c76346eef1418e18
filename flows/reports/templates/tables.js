"use strict";
// Tables that sort by a column when its head is pressed; numbers the highest first, words and days from the front.
(() => {
  const number = (text) => {
    const found = text.replace(/,/g, "").replace(/−/g, "-").match(/[+-]?\d+(\.\d+)?/);
    return found ? Number(found[0]) : null;
  };

  const sort = (table, place, isDown, isNumber) => {
    const body = table.tBodies[0];
    const keyed = [...body.rows].map((row) => {
      const text = row.cells[place].textContent.trim();
      const key = isNumber ? number(text) : text;
      return { row, key: key === "–" || key === "" ? null : key };
    });
    keyed.sort((one, two) => {
      if (one.key === null || two.key === null) return (one.key === null) - (two.key === null);
      const order = isNumber ? one.key - two.key : one.key.localeCompare(two.key, "en", { numeric: true });
      return isDown ? -order : order;
    });
    body.append(...keyed.map(({ row }) => row));
  };

  document.querySelectorAll("main table").forEach((table) => {
    const heads = [...table.tHead.rows[0].cells];
    if (table.matches(".fixed") || table.tFoot || table.tBodies[0].rows.length < 3) return;
    heads.forEach((head, place) => {
      if (head.matches(".gauge, .sparks") || !head.textContent.trim()) return;
      const isNumber = head.matches(".num");
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const was = head.getAttribute("aria-sort");
        const isDown = was ? was === "ascending" : isNumber;
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
        sort(table, place, isDown, isNumber);
      });
    });
  });
})();
