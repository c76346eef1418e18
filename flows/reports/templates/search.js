"use strict";
(() => {
  const most = 40;
  const field = document.getElementById("find");
  if (!field) return;
  const list = document.getElementById("found");
  const said = document.getElementById("found-count");
  const rows = JSON.parse(document.getElementById("articles-data").textContent);
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const hay = rows.map((row) => plain(row[0] + " " + row[1] + " " + row[2] + " " + row[3]));
  const first = [...list.children];
  const asked = said.textContent;

  const made = (tag, name, text) => {
    const one = document.createElement(tag);
    if (name) one.className = name;
    if (text) one.textContent = text;
    return one;
  };

  const marked = (text, words) => {
    const out = document.createElement("bdi");
    const signs = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const parts = signs.length ? text.split(new RegExp("(" + signs.join("|") + ")", "giu")) : [text];
    parts.forEach((part, at) => out.append(at % 2 ? made("mark", "", part) : part));
    return out;
  };

  const item = ([title, snippet, day, capture, start, end], words) => {
    const one = made("li");
    const head = made("p", "headline");
    head.append(marked(title, words));
    const text = made("p", "snippet");
    text.append(marked(snippet, words));
    const meta = made("p", "meta", "last seen " + day + " · ");
    const link = made("a", "", "lines " + start + "–" + end + " of " + capture);
    link.href = "captures.html#c-" + encodeURIComponent(capture);
    meta.append(link);
    one.append(head, text, meta);
    return one;
  };

  const search = () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    if (!words.length) {
      list.replaceChildren(...first);
      said.textContent = asked;
      return;
    }
    const hits = [];
    hay.forEach((text, at) => { if (words.every((word) => text.includes(word))) hits.push(rows[at]); });
    list.replaceChildren(...hits.slice(0, most).map((row) => item(row, words)));
    const shown = hits.length > most ? ", the first " + most + " shown" : "";
    said.textContent = hits.length.toLocaleString("en") + " of " + rows.length.toLocaleString("en") + " articles" + shown;
  };

  field.closest(".search").hidden = false;
  field.addEventListener("input", search);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { field.value = ""; search(); }
  });
  if (field.value) search();
})();
