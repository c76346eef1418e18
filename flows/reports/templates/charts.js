"use strict";
// What a mark of a chart says, where a pointer or the arrow keys are. Without this script its title says it.
(() => {
  const hint = "Point at it, or focus it and use the arrow keys.";

  // Marks of one chart from left to right: those above each other in a column chart are told together.
  const marksOf = (chart) => {
    const found = new Map();
    for (const title of [...chart.querySelectorAll("title")]) {
      const shape = title.parentNode;
      const label = title.textContent;
      const key = chart.matches(".bars") ? shape.getAttribute("x") : label;
      const mark = found.get(key) || { shapes: [], labels: [] };
      mark.shapes.push(shape);
      if (!mark.labels.includes(label)) mark.labels.push(label);
      found.set(key, mark);
      title.remove();
    }
    const marks = [...found.values()];
    const spot = (mark) => Number(mark.shapes[0].getAttribute("x"));
    return chart.matches(".bars") ? marks.sort((one, two) => spot(one) - spot(two)) : marks;
  };

  const middle = (mark) => {
    const boxes = mark.shapes.map((shape) => shape.getBoundingClientRect());
    const box = boxes[boxes.length - 1];
    return [box.left + box.width / 2, box.top + box.height / 2];
  };

  const read = (chart) => {
    let marks = marksOf(chart);
    if (!marks.length) return;
    const flat = chart.matches(".bars, .steps");
    const keyed = () => (chart.matches(".network") ? marks.filter((mark) => mark.shapes[0].tagName === "circle") : marks);
    let names = keyed();
    const figure = chart.closest("figure, .scroll");
    const said = document.createElement("output");
    said.className = "readout";
    said.textContent = hint;
    const caption = figure.querySelector("figcaption");
    if (caption) caption.after(said);
    else figure.before(said);
    if (!chart.hasAttribute("aria-label")) chart.setAttribute("aria-label", caption.textContent.trim());
    chart.removeAttribute("aria-hidden");
    chart.setAttribute("role", "img");
    chart.setAttribute("tabindex", "0");
    if (chart.matches(".calendar")) chart.parentNode.scrollLeft = chart.clientWidth;
    let at = null;

    const show = (mark) => {
      if (mark === at) return;
      if (at) at.shapes.forEach((shape) => shape.classList.remove("at"));
      at = mark;
      chart.classList.toggle("read", Boolean(mark));
      said.textContent = mark ? mark.labels.join(" · ") : hint;
      if (!mark) return;
      mark.shapes.forEach((shape) => shape.classList.add("at"));
      const node = mark.shapes[0];
      chart.querySelectorAll("line.edge").forEach((line) => line.classList.toggle("at", [1, 2].some((end) =>
        line.getAttribute("x" + end) === node.getAttribute("cx") && line.getAttribute("y" + end) === node.getAttribute("cy"))
        || line === node));
    };

    chart.addEventListener("pointermove", (event) => {
      const far = (mark) => {
        const [x, y] = middle(mark);
        return Math.hypot(x - event.clientX, flat ? 0 : y - event.clientY);
      };
      const under = marks.find((mark) => mark.shapes.includes(event.target));
      if (!names.length) return;
      const near = names.reduce((one, two) => (far(two) < far(one) ? two : one));
      show(!flat && under ? under : near);
    });
    chart.addEventListener("redrawn", () => {
      at = null;
      marks = marksOf(chart);
      names = keyed();
      chart.setAttribute("aria-label", caption.textContent.trim());
      said.textContent = hint;
    });
    chart.addEventListener("pointerleave", () => { if (document.activeElement !== chart) show(null); });
    chart.addEventListener("blur", () => show(null));
    chart.addEventListener("keydown", (event) => {
      const here = names.indexOf(at);
      const last = names.length - 1;
      const steps = {
        ArrowRight: Math.min(here + 1, last), ArrowLeft: here < 0 ? last : Math.max(here - 1, 0), Home: 0, End: last,
      };
      if (event.key === "Escape") show(null);
      if (!(event.key in steps) || !names.length) return;
      event.preventDefault();
      show(names[steps[event.key]]);
    });
  };

  document.querySelectorAll("main .bars:not(.ribbon), main .steps, main .calendar, main .network").forEach(read);
})();
