/* The search box in the head of every page: takes the place of the link to the lists, which is there without it. */
"use strict";
(() => {
  const place = document.querySelector(".find");
  if (!place) return;
  const assets = new URL("./", document.currentScript.src);
  const root = new URL("../", assets);
  const more = place.querySelector("a").href;
  const PAGE = 20;
  const DAY = 86400000;
  const EPOCH = 10957; /* 1 January 2000 in days since 1970 */
  const HINT = "Type two letters or more, or choose a filter.";

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  const box = element("input", { type: "search", id: "find-box", autocomplete: "off", spellcheck: "false",
    "aria-controls": "found", "aria-describedby": "find-key" });
  place.setAttribute("role", "search");
  place.replaceChildren(element("label", { for: "find-box" }, "Find"), box,
    element("span", { id: "find-key", class: "hidden-words" }, "Results follow below as you type. Press / to come here."));

  const status = element("p", { role: "status" });
  const list = element("ol", { class: "results" });
  const onward = element("button", { type: "button" }, "Show more");
  const close = element("button", { type: "button" }, "Close");
  const filters = element("div", { class: "filters" });
  const narrow = element("details", {}, element("summary", {}, "Filters"), filters);
  const panel = element("section", { id: "found", class: "found", "aria-label": "Search results" },
    element("div", { class: "wrap" }, element("div", { class: "found-head" }, status, close), narrow, list, onward,
      element("p", { class: "quiet" }, element("a", { href: more }, "Look through lists instead"))));
  panel.hidden = true;
  onward.hidden = true;
  document.querySelector(".masthead").after(panel);

  const controls = {};
  let engine = null;
  let turn = 0;
  let results = [];

  /* a script beside this one → a promise that it has run; scripts that are read together run one after the other */
  function ran(name) {
    return new Promise((resolve, reject) => {
      const script = element("script", { src: new URL(name, assets).href });
      script.async = false;
      script.addEventListener("load", resolve);
      script.addEventListener("error", () => reject(new Error(`${name.split("/").pop()} could not be read`)));
      document.head.append(script);
    });
  }

  /* the engine and its columns, when the box is first used */
  function engineReady() {
    if (!engine) {
      const begun = typeof engagerSearch === "undefined" ? [ran("search.js")] : [];
      engine = Promise.all([...begun, ran("search/columns.js")]).then(() => engagerSearch.ready()).then(setFilters);
      engine.catch((why) => { engine = null; failed(why); });
    }
    return engine;
  }

  function failed(why) {
    panel.hidden = false;
    status.textContent = `The search cannot be used: ${why.message}. Look through the lists instead.`;
  }

  function setFilters(columns) {
    const choices = [["site", "Site", columns.sites], ["kind", "Record", columns.kinds],
      ["person", "Person", columns.people], ["phase", "Phase", columns.phases]];
    for (const [name, label, values] of choices) {
      const select = element("select", { id: `find-${name}` }, element("option", { value: "-1" }, "Any"),
        ...values.map((value, number) => element("option", { value: number }, value)));
      addFilter(name, label, select);
    }
    addFilter("from", "From", element("input", { type: "date", id: "find-from" }));
    addFilter("to", "To", element("input", { type: "date", id: "find-to" }));
    narrow.open = window.matchMedia("(min-width: 64rem)").matches;
  }

  function addFilter(name, label, control) {
    controls[name] = control;
    control.addEventListener("change", search);
    filters.append(element("div", {}, element("label", { for: control.id }, label), control));
  }

  function wanted() {
    const day = (control) => (control.value ? Date.parse(control.value) / DAY - EPOCH : 0);
    return { site: Number(controls.site.value), kind: Number(controls.kind.value),
      person: Number(controls.person.value), phase: Number(controls.phase.value),
      from: day(controls.from), to: day(controls.to) };
  }

  const filtered = (asked) => Object.entries(asked).some(([name, value]) =>
    (name === "from" || name === "to" ? value !== 0 : value >= 0));

  async function search() {
    turn += 1;
    const mine = turn;
    panel.setAttribute("aria-busy", "true");
    try {
      await engineReady();
      const query = box.value.trim();
      const asked = wanted();
      if (query.length < 2 && !filtered(asked)) {
        results = [];
        panel.hidden = false;
        list.replaceChildren();
        onward.hidden = true;
        status.textContent = HINT;
        return;
      }
      const { found, meant } = await engagerSearch.find(query, asked);
      if (!(await show(found.slice(0, PAGE), mine))) return;
      results = found;
      onward.hidden = found.length <= PAGE;
      status.textContent = said(found.length, meant);
    } catch (why) {
      if (mine === turn) failed(why);
    } finally {
      if (mine === turn) panel.setAttribute("aria-busy", "false");
    }
  }

  /* entries → the list, each as soon as it and those before it are there; whether nobody asked for others meanwhile */
  async function show(entries, mine) {
    const coming = entries.map(item);
    await Promise.race([Promise.all(coming), coming[0]]);
    if (mine !== turn) return false;
    panel.hidden = false;
    list.replaceChildren();
    for (const each of coming) {
      const made = await each;
      if (mine !== turn) return false;
      list.append(made);
    }
    return true;
  }

  function said(count, meant) {
    const slips = meant.map(([typed, word]) => `“${typed}” is not found, so words like “${word}” are shown. `).join("");
    if (!count) return `${slips}Nothing is found. Try fewer words, or take a filter away.`;
    const part = count > PAGE ? `, the first ${Math.min(count, list.children.length)} shown` : "";
    return `${slips}${count} found${part}.`;
  }

  async function item(entry) {
    const { title, path, summary, kind } = await engagerSearch.shown(entry);
    return element("li", {}, element("a", { href: new URL(path, root).href }, ...unbroken(title)),
      element("span", { class: "result-kind" }, kind),
      element("span", { class: "result-summary" }, ...unbroken(summary)));
  }

  /* a text → the same, with each id kept on one line: SW-006 is not read as SW at the end of one and 006 on the next */
  function unbroken(text) {
    return text.split(/\b((?:[A-Z]+-)?[A-Z]{2,4}-\d{2,5})\b/).map((part, place) =>
      (place % 2 ? element("span", { class: "unbroken" }, part) : part));
  }

  onward.addEventListener("click", async () => {
    const start = list.children.length;
    const items = await Promise.all(results.slice(start, start + PAGE).map(item));
    list.append(...items);
    onward.hidden = list.children.length >= results.length;
    status.textContent = said(results.length, []);
    items[0].querySelector("a").focus();
  });

  function shut() {
    panel.hidden = true;
    panel.setAttribute("aria-busy", "false");
    box.value = "";
    turn += 1;
    list.replaceChildren();
    status.textContent = "";
    for (const [name, control] of Object.entries(controls)) control.value = name === "from" || name === "to" ? "" : "-1";
    box.focus();
  }

  /* arrow keys walk from the box through the results and back */
  function walk(event) {
    const links = [...list.querySelectorAll("a")];
    const here = links.indexOf(document.activeElement);
    const inBox = document.activeElement === box;
    if (event.key === "Escape") shut();
    else if (event.key === "Enter" && inBox && links.length) links[0].focus();
    else if (event.key === "ArrowDown" && inBox && panel.hidden) search();
    else if (event.key === "ArrowDown" && (inBox || here >= 0)) (links[here + 1] || links[here] || box).focus();
    else if (event.key === "ArrowUp" && here >= 0) (links[here - 1] || box).focus();
    else return;
    event.preventDefault();
  }

  box.addEventListener("focus", () => { engineReady().catch(() => {}); }, { once: true });
  box.addEventListener("input", search);
  box.addEventListener("click", search);
  close.addEventListener("click", shut);
  box.addEventListener("keydown", walk);
  panel.addEventListener("keydown", walk);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    box.focus();
    search();
  });
})();
