"use strict";
// The months of the name whose button is pressed, drawn large; without this script those of the first name stand there.
(() => {
  const figure = document.getElementById("timeline");
  if (!figure) return;
  const large = figure.querySelector("svg.bars");
  const title = figure.querySelector("figcaption");
  const peak = figure.querySelector(".scale span");
  const buttons = [...document.querySelectorAll("#ranking tr[data-name]")].map((row) => {
    const head = row.cells[0];
    const button = document.createElement("button");
    button.type = "button";
    button.className = "pick";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      buttons.forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
      large.replaceChildren(...[...row.querySelectorAll(".spark > rect")].map((bar) => bar.cloneNode(true)));
      title.textContent = title.textContent.replace(/^.*?:/s, row.dataset.name.replace(/\$/g, "$$$$") + ":");
      peak.textContent = row.cells[row.cells.length - 1].textContent;
      large.dispatchEvent(new Event("redrawn"));
      figure.scrollIntoView({ block: "nearest" });
    });
    return button;
  });
  buttons.forEach((button) => button.setAttribute("aria-pressed", "false"));
  title.textContent = title.textContent.trim() + "; press a name below for its own";
})();
