/* Lists: sorted by a click on a column's head, filtered, shown fifty rows at a time. How a list stands is kept in the
   address alone (#cases.site=North+West&cases.sort=-2), so that it can be sent, marked, and found again with Back. */
"use strict";
(() => {
  const PAGE = 50;
  const FEW = 10; /* rows from which a list is worth filtering */
  const CHOICES = 30; /* different values from which a column is no longer a choice */
  const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
  const NOTHING = /^(|none\b.*|nobody\b.*|not .*|nothing)$/i;
  const collator = new Intl.Collator("en-GB", { numeric: true });

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  const words = (cell) => cell.textContent.replace(/\s+/g, " ").trim();
  const slug = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

  /* a cell's words → what it is sorted by: the days of "6 August 2018" and "06-Aug-2018", numbers, else the words */
  function sortKey(text) {
    const day = /^(?:from )?(?:[A-Z]\w+day,? )?(\d{1,2})[ -]([A-Z][a-z]{2})[a-z]*[ -](\d{4})/.exec(text);
    if (day) return Number(day[3]) * 10000 + MONTHS.indexOf(day[2].toLowerCase()) * 100 + Number(day[1]);
    const number = /^-?\d+(\.\d+)?%?$/.exec(text);
    return number ? Number.parseFloat(text) : text;
  }

  function compared(one, other) {
    if (NOTHING.test(one.text) !== NOTHING.test(other.text)) return NOTHING.test(one.text) ? 2 : -2;
    if (typeof one.key === "number" && typeof other.key === "number") return one.key - other.key;
    return collator.compare(one.text, other.text);
  }

  class List {
    constructor(table) {
      this.table = table;
      this.name = slug(words(table.caption));
      this.heads = [...table.tHead.rows[0].cells];
      this.labels = this.heads.map(words);
      this.rows = [...table.tBodies[0].rows].map((row) => {
        const texts = [...row.cells].map(words);
        return { row, texts, all: texts.join(" ").toLowerCase() };
      });
      this.state = this.unchanged();
      if (this.rows.length > 2) this.heads.forEach((head, place) => this.makeSortable(head, place));
      this.region = table.closest(".region");
      this.controls = new Map();
      if (this.rows.length >= FEW) this.makeFilters();
      if (this.rows.length > PAGE) this.makePager();
    }

    unchanged() {
      return { sort: 0, down: false, q: "", choices: new Map(), page: 1 };
    }

    makeSortable(head, place) {
      const button = element("button", { type: "button", class: "sort" }, ...head.childNodes);
      button.addEventListener("click", () => {
        const again = this.state.sort === place + 1;
        this.change({ down: again && !this.state.down, sort: place + 1, page: 1 });
      });
      head.replaceChildren(button);
    }

    makeFilters() {
      this.status = element("p", { role: "status", class: "list-status" });
      const bar = element("div", { class: "filters", role: "group", "aria-label": `Filter: ${words(this.table.caption)}` });
      const box = element("input", { type: "search", id: `${this.name}-q`, autocomplete: "off" });
      box.addEventListener("input", () => this.change({ q: box.value, page: 1 }));
      this.controls.set("q", box);
      bar.append(element("div", {}, element("label", { for: box.id }, "Filter by words"), box));
      this.labels.forEach((label, place) => {
        const values = [...new Set(this.rows.map((each) => each.texts[place] || ""))].sort(collator.compare);
        const words = values.filter((value) => typeof sortKey(value) === "string" && !/\d{4}/.test(value));
        if (values.length < 2 || values.length > CHOICES || words.length < values.length) return;
        if (values.length > this.rows.length / 2) return;
        this.addChoice(bar, label, values);
      });
      this.region.before(bar, this.status);
    }

    addChoice(bar, label, values) {
      const name = slug(label);
      const select = element("select", { id: `${this.name}-${name}` }, element("option", { value: "" }, "Any"),
        ...values.filter(Boolean).map((value) => element("option", {}, value)));
      select.addEventListener("change", () => {
        const choices = new Map(this.state.choices).set(name, select.value);
        this.change({ choices, page: 1 });
      });
      this.controls.set(name, select);
      bar.append(element("div", {}, element("label", { for: select.id }, label), select));
    }

    makePager() {
      const turn = (step) => () => {
        this.change({ page: this.state.page + step });
        this.region.scrollIntoView({ block: "nearest" });
      };
      this.before = element("button", { type: "button" }, "Previous");
      this.after = element("button", { type: "button" }, "Next");
      this.pages = element("span", {});
      this.before.addEventListener("click", turn(-1));
      this.after.addEventListener("click", turn(1));
      this.pager = element("nav", { class: "pager", "aria-label": `Pages: ${words(this.table.caption)}` },
        this.before, this.pages, this.after);
      this.region.after(this.pager);
    }

    change(update) {
      Object.assign(this.state, update);
      this.show();
      keep();
    }

    matching() {
      const asked = this.state.q.toLowerCase().split(/\s+/).filter(Boolean);
      const places = [...this.state.choices].filter(([, value]) => value)
        .map(([name, value]) => [this.labels.findIndex((label) => slug(label) === name), value]);
      return this.rows.filter((each) => asked.every((word) => each.all.includes(word))
        && places.every(([place, value]) => each.texts[place] === value));
    }

    sorted(rows) {
      const place = this.state.sort - 1;
      if (place < 0) return rows;
      const keyed = rows.map((each) => ({ each, text: each.texts[place] || "", key: sortKey(each.texts[place] || "") }));
      const way = this.state.down ? -1 : 1;
      keyed.sort((one, other) => {
        const order = compared(one, other);
        return Math.abs(order) === 2 && NOTHING.test(one.text) !== NOTHING.test(other.text) ? order : order * way;
      });
      return keyed.map(({ each }) => each);
    }

    show() {
      const found = this.sorted(this.matching());
      const last = this.pager ? Math.max(1, Math.ceil(found.length / PAGE)) : 1;
      this.state.page = Math.min(Math.max(1, this.state.page), last);
      const first = (this.state.page - 1) * PAGE;
      const kept = new Set(found);
      this.rows.forEach(({ row }) => { row.hidden = true; });
      found.forEach(({ row }, number) => {
        row.hidden = false;
        row.classList.toggle("off-page", Boolean(this.pager) && (number < first || number >= first + PAGE));
      });
      this.table.tBodies[0].append(...found.map(({ row }) => row), ...this.rows.filter((each) => !kept.has(each)).map(({ row }) => row));
      this.tell(found.length, last);
    }

    tell(count, last) {
      this.heads.forEach((head, place) => {
        if (this.state.sort === place + 1) head.setAttribute("aria-sort", this.state.down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      if (this.status) this.status.textContent = `${count} of ${this.rows.length} shown`;
      if (this.status && this.pager) this.status.textContent = `${count} of ${this.rows.length}, page ${this.state.page} of ${last}`;
      if (!this.pager) return;
      this.pages.textContent = `Page ${this.state.page} of ${last}`;
      this.before.disabled = this.state.page <= 1;
      this.after.disabled = this.state.page >= last;
    }

    /* how the list stands, for the address; nothing while it stands as it came */
    write(address) {
      const { sort, down, q, choices, page } = this.state;
      if (q) address.set(`${this.name}.q`, q);
      for (const [name, value] of choices) if (value) address.set(`${this.name}.${name}`, value);
      if (sort) address.set(`${this.name}.sort`, `${down ? "-" : ""}${sort}`);
      if (page > 1) address.set(`${this.name}.page`, page);
    }

    read(address) {
      this.state = this.unchanged();
      for (const [key, value] of address) {
        const name = key.startsWith(`${this.name}.`) ? key.slice(this.name.length + 1) : "";
        if (name === "q") this.state.q = value;
        else if (name === "sort") Object.assign(this.state, { sort: Math.abs(Number(value)) || 0, down: value.startsWith("-") });
        else if (name === "page") this.state.page = Number.parseInt(value, 10) || 1;
        else if (name && this.controls.has(name)) this.state.choices.set(name, value);
      }
      for (const [name, control] of this.controls) {
        control.value = name === "q" ? this.state.q : this.state.choices.get(name) || "";
      }
      this.show();
    }

    /* a fragment may lead to a row of another page of the list */
    reveal(row) {
      const place = this.sorted(this.matching()).findIndex((each) => each.row === row);
      if (place >= 0) this.change({ page: Math.floor(place / PAGE) + 1 });
    }
  }

  const lists = [...document.querySelectorAll("table.list")].map((table) => new List(table));

  function keep() {
    const address = new URLSearchParams();
    lists.forEach((list) => list.write(address));
    const text = address.toString();
    window.history.replaceState(null, "", text ? `#${text}` : window.location.pathname + window.location.search);
  }

  function restore() {
    const fragment = window.location.hash.slice(1);
    if (fragment.includes("=")) {
      const address = new URLSearchParams(fragment);
      lists.forEach((list) => list.read(address));
      const named = lists.find((list) => [...address.keys()].some((key) => key.startsWith(`${list.name}.`)));
      if (named) named.region.previousElementSibling?.scrollIntoView({ block: "nearest" });
      return;
    }
    lists.forEach((list) => list.show());
    const row = fragment ? document.getElementById(decodeURIComponent(fragment))?.closest("table.list tr") : null;
    if (row) lists.find((list) => list.table.contains(row))?.reveal(row);
  }

  if (lists.length) {
    restore();
    window.addEventListener("hashchange", restore);
  }

  /* a region that has nothing to scroll is no stop for the keyboard */
  const watcher = new ResizeObserver((seen) => seen.forEach(({ target }) => {
    if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }));
  document.querySelectorAll(".region, .chart-region").forEach((region) => watcher.observe(region));
})();
