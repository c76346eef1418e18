"use strict";
// One pair at a time, of many, with a button each; the address keeps which. Paper shows them all.
(() => {
  const sections = [...document.querySelectorAll("section[data-pair]")];
  if (sections.length < 2) return;
  const bar = document.createElement("div");
  bar.className = "switch";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Pair shown");
  const made = (label, section) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => {
      history.replaceState(null, "", section ? "#" + section.id : location.pathname);
      show(section);
    });
    bar.append(button);
    return [section, button];
  };
  const buttons = [...sections.map((section) => made(section.dataset.pair, section)), made("All", null)];

  const show = (wanted) => {
    sections.forEach((section) => { section.hidden = wanted !== null && section !== wanted; });
    buttons.forEach(([section, button]) => button.setAttribute("aria-pressed", String(section === wanted)));
  };
  const asked = () => sections.find((section) => "#" + section.id === decodeURIComponent(location.hash));

  sections[0].before(bar);
  show(asked() || sections[0]);
  addEventListener("hashchange", () => {
    const section = asked();
    if (!section) return;
    show(section);
    section.scrollIntoView();
  });
  if (asked()) asked().scrollIntoView();
})();
