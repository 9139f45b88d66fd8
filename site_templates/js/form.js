/* The page of a form: what the site knows is offered, rows are added and taken away, answers are checked, and a record
   is made of them. Nothing is sent, and nothing is kept when the page is closed. */
"use strict";
const engagerForm = (() => {
  const form = document.querySelector("form.form");
  const { Plain, day, month, clock, clean } = engagerText;
  const byId = (id) => document.getElementById(id);
  const summary = byId("summary");
  const title = document.title;
  const known = new Map(); /* site → what forms know of it, or a promise of it */
  const waiting = new Map();
  const isMarkdown = "markdown" in form.dataset;
  const isAmendment = form.dataset.form === "amend";
  const keys = form.dataset.keys.split(" ");
  let unsaved = false;
  let opened = null; /* the file that an entry is added to */
  let openedName = "";
  let mustOpen = isAmendment;
  let turn = 0;
  let rowsMade = 0;

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  const say = (words) => { byId("said").textContent = words; };
  const about = (name) => form.querySelector(`[data-about="${name}"]`);
  const answer = (name) => { const box = about(name) && control(about(name)); return box ? box.value.trim() : ""; };
  const control = (field) => field.querySelector("input, select, textarea");
  const needed = (field) => "needed" in field.dataset;
  const labelOf = (field) => field.querySelector("label, legend").firstChild.textContent.trim();

  /* the questions directly inside a part of the form */
  function fieldsIn(part) {
    return [...part.children].flatMap((each) => (each.dataset.field ? [each] : "changes" in each.dataset ? [] : fieldsIn(each)));
  }

  /* ---- what the site knows ---- */

  function load(site) {
    if (!known.has(site)) {
      known.set(site, new Promise((resolve, reject) => {
        waiting.set(site, resolve);
        const script = element("script", { src: new URL(`${form.dataset.known}${site}.js`, document.baseURI).href });
        script.addEventListener("error", () => { known.delete(site); reject(new Error(`What is known of ${site} cannot be read.`)); });
        document.head.append(script);
      }));
    }
    return known.get(site);
  }

  let here = { staff: [], cases: [], next: "" };
  const chosenCase = () => here.cases.find((each) => each.id === answer("case"));

  /* what a question is answered from: groups of [code, words] by their headings */
  function choicesOf(source) {
    const parts = (list, headings, which, words) => headings
      .map((heading, place) => [heading, list.filter((each) => which(each) === place).map((each) => [each.id, words(each)])]);
    if (source === "staff") {
      return parts(here.staff, ["Team", "Others in post", "No longer in post"], (each) => (each.team ? 0 : each.post ? 1 : 2),
        (each) => (each.words ? `${each.id}, ${each.words}` : each.id));
    }
    if (source === "cases") return parts(here.cases, ["Open", "Closed"], (each) => (each.open ? 0 : 1), (each) => each.id);
    if (source === "goals") return [["", [...(chosenCase()?.goals || []).map(([id, words]) => [id, `${id}: ${words}`]), ...idsIn("goals")]]];
    if (source === "members") return [["", [...(chosenCase()?.members || []).map(([id, words]) => [id, `${id}, ${words.toLowerCase()}`]), ...idsIn("members")]]];
    if (source === "entries") {
      return ["emotions", "thoughts", "behaviours"].map((name) => form.querySelector(`[data-field="${name}"]`)).filter(Boolean)
        .map((list) => [labelOf(list), linesOf(list).map((each) => [each, each])]);
    }
    return null;
  }

  /* what has been given an id in a row of this form */
  const idsIn = (name) => [...form.querySelectorAll(`[data-field="${name}"] > .row-list > .row`)].map((row) => {
    const [id, words] = [...row.querySelectorAll("input")].map((box) => clean(box.value));
    return [id, name === "goals" && words ? `${id}: ${words}` : `${id}, new`];
  }).filter(([id]) => id);
  const linesOf = (field) => clean(control(field).value, true).split("\n").map((line) => clean(line)).filter(Boolean);

  function fillSelect(select, groups) {
    const before = select.value;
    const options = ([code, words]) => element("option", { value: code }, words);
    const filled = groups.filter(([, list]) => list.length);
    select.replaceChildren(select.options[0], ...filled.flatMap(([words, list]) => (
      words && filled.length > 1 ? [element("optgroup", { label: words }, ...list.map(options))] : list.map(options))));
    select.value = before;
    if (select.selectedIndex < 0) select.value = "";
  }

  function fillBoxes(place, groups, start) {
    const kept = new Set([...place.querySelectorAll("input:checked")].map((box) => box.value));
    if (!place.dataset.filled) start.forEach((each) => kept.add(each === "lead" ? chosenCase()?.lead : each));
    const box = ([code, words]) => {
      const input = element("input", { type: "checkbox", id: `${place.id}-${code}`, value: code });
      input.checked = kept.has(code);
      return element("label", { class: "choice", for: input.id }, input, ` ${words}`);
    };
    const filled = groups.filter(([, list]) => list.length);
    const parts = filled.flatMap(([words, list], place_) => (place_ && words
      ? [element("details", {}, element("summary", {}, words), ...list.map(box))] : list.map(box)));
    place.replaceChildren(...(parts.length ? parts : [element("p", { class: "empty" }, "There is nothing to choose from yet.")]));
    if (chosenCase() || !about("case")) place.dataset.filled = "yes";
  }

  function fill(part = form) {
    for (const field of part.querySelectorAll("[data-source]")) {
      const groups = choicesOf(field.dataset.source);
      const boxes = field.querySelector(".choices");
      if (groups && field.dataset.kind === "pick") fillSelect(control(field), groups);
      if (groups && boxes) fillBoxes(boxes, groups, boxes.dataset.start.split(" ").filter(Boolean));
    }
    const ids = [...here.staff.filter((each) => each.post).map((each) => each.id), "participant", ...(chosenCase()?.members || []).map(([id]) => id)];
    byId("known-people").replaceChildren(...ids.map((id) => element("option", { value: id })));
  }

  function refill() {
    form.querySelectorAll("[data-filled]").forEach((each) => { delete each.dataset.filled; });
    fill();
  }

  async function siteChosen() {
    const mine = turn += 1;
    const sites = form.dataset.sites ? form.dataset.sites.trim().split(" ") : [answer("site")].filter(Boolean);
    try {
      const all = await Promise.all(sites.map(load));
      if (mine !== turn) return;
      here = { staff: all.flatMap((each) => each.staff), cases: all.flatMap((each) => each.cases), next: (all[0]?.next || []).join("-") };
      if (about("case")?.dataset.kind === "text") control(about("case")).value = here.next;
      refill();
      form.querySelectorAll('[data-each="team"]').forEach((rows) => addEach(rows));
    } catch (why) {
      showErrors([[about("site") || form, `${why.message} Is the whole site there, with its folder “assets”?`]]);
    }
  }

  async function caseChosen() {
    refill();
    form.querySelectorAll('[data-each="caseload"]').forEach((rows) => about("staff") && addEach(rows));
    if (!("grows" in form.dataset) || isAmendment) return;
    showChanges();
    opened = null;
    const path = pathOf({});
    mustOpen = Boolean(chosenCase()?.files.includes(path.split("/").pop()));
    byId("grows").hidden = !chosenCase();
    byId("grows-needed").textContent = mustOpen ? "required" : "if there is one by now";
    byId("grows-path").textContent = path;
    byId("opened").textContent = "";
    byId("open-file").value = "";
    if (engagerFile.chosen()) await openedFrom(() => engagerFile.there(path), path.split("/").pop());
  }

  /* the goals and actions that are not settled, each with what may be changed of it */
  function showChanges() {
    const place = byId("changes");
    const going = chosenCase()?.going || [];
    if (!place) return;
    place.hidden = !going.length;
    place.querySelector(".row-list").replaceChildren(...going.flatMap((goal) => [
      change(place, "goals", goal.words, [goal.id]),
      ...goal.actions.map(([id, words]) => change(place, "actions", words, [goal.id, id])),
    ]));
  }

  function change(place, list, words, ids) {
    const part = place.querySelector(`template[data-list="${list}"]`).content.cloneNode(true);
    rowsMade += 1;
    numbered(part, "ROW1", String(rowsMade));
    const entry = part.firstElementChild;
    entry.setAttribute("aria-label", `${ids.at(-1)}: ${words}`);
    entry.querySelector(".mark-title").textContent = `${ids.at(-1)}: ${words}`;
    entry.dataset.ids = ids.join(" ");
    return entry;
  }

  /* ---- rows ---- */

  function numbered(part, mark, number) {
    for (const each of part.querySelectorAll("*")) {
      for (const attribute of [...each.attributes]) {
        if (attribute.value.includes(mark)) each.setAttribute(attribute.name, attribute.value.replaceAll(mark, number));
      }
      if (each.localName === "template") numbered(each.content, mark, number);
    }
  }

  function addRow(rows) {
    const part = rows.querySelector(":scope > template").content.cloneNode(true);
    rowsMade += 1;
    numbered(part, `ROW${rows.dataset.depth}`, String(rowsMade));
    const row = part.firstElementChild;
    rows.querySelector(":scope > .row-list").append(row);
    const id = row.querySelector(':scope > [data-field="id"]');
    const letter = { goals: "G", actions: "A" }[rows.dataset.field];
    if (id && letter) {
      control(id).value = `${letter}${nextNumber(letter)}`;
      row.dataset.given = "id";
    }
    name(rows);
    fill(row);
    return row;
  }

  function nextNumber(letter) {
    const taken = [...form.querySelectorAll('[data-field="id"] input')].map((box) => box.value).filter((id) => id.startsWith(letter))
      .map((id) => Number(id.slice(1)) || 0);
    return Math.max(chosenCase()?.next[letter] || 1, ...taken.map((number) => number + 1));
  }

  function name(rows) {
    rows.querySelectorAll(":scope > .row-list > .row").forEach((row, place) => {
      const noun = row.dataset.noun;
      row.setAttribute("aria-label", `${noun[0].toUpperCase()}${noun.slice(1)} ${place + 1}`);
    });
  }

  /* a row for each open case, or for everybody of the team, that has none yet */
  function addEach(rows) {
    const field = rows.dataset.each === "team" ? "staff" : "participant";
    const list = rows.querySelector(":scope > .row-list");
    const staff = answer("staff");
    const boxOf = (row) => control(row.querySelector(`[data-field="${field}"]`) || row.querySelector('[data-field="person"]'));
    const there = new Set([...list.children].map((row) => boxOf(row).value));
    const wanted = rows.dataset.each === "team" ? here.staff.filter((each) => each.team)
      : here.cases.filter((each) => each.open && (!about("staff") || each.team.includes(staff)));
    for (const each of wanted.filter(({ id }) => !there.has(id))) {
      const row = addRow(rows);
      boxOf(row).value = each.id;
      if (field === "participant") row.dataset.given = field;
    }
  }

  /* ---- answers ---- */

  class Wrong extends Error {}

  const CHECKED = {
    date: [day, "write a day that there is, such as 27/3/2016"],
    month: [month, "write a day or a month, such as 27/3/2016 or November 2015"],
    time: [clock, "write a time, such as 14:30"],
    number: [(text) => (/^\d{1,9}(\.\d{1,9})?$/.test(text) ? text : null), "write a number in figures"],
  };

  const checkedBoxes = (field) => [...field.querySelectorAll("input:checked")].map((box) => box.value).filter(Boolean);

  /* what a question is answered with; undefined where it is left empty. Throws Wrong. */
  function valueOf(field) {
    const { kind, source } = field.dataset;
    if (kind === "choices" || kind === "picks") return some(checkedBoxes(field).map((each) => new Plain(each)));
    if (kind === "lines") return some(linesOf(field));
    const box = control(field);
    const typed = box.type === "radio" ? checkedBoxes(field)[0] || "" : clean(box.value, kind === "long");
    if (!typed) return undefined;
    if (kind in CHECKED) return checked(typed, ...CHECKED[kind]);
    if (kind === "choice" || kind === "truth" || (kind === "pick" && source !== "entries")) return new Plain(typed);
    const { shape } = box.dataset;
    if (shape && !new RegExp(`^(?:${shape})$`).test(typed)) throw new Wrong("this is not written as it should be, see the example");
    return typed;
  }

  const some = (list) => (list.length ? list : undefined);

  function checked(typed, read, message) {
    const found = read(typed);
    if (found === null) throw new Wrong(message);
    return new Plain(found);
  }

  /* the answers inside a part of the form as a Map; each wrong one is added to `errors` */
  function collected(part, errors) {
    const answers = new Map();
    const missing = [];
    for (const field of fieldsIn(part)) {
      const value = inside(field, errors);
      if (value !== undefined) answers.set(field.dataset.field, value);
      else if (needed(field) && !errors.some(([each]) => field.contains(each))) missing.push([field, mustSay(field)]);
    }
    return { answers, missing };
  }

  const mustSay = (field) => (
    `${named(field)}: ${field.querySelector("select, [type=radio], .choices") ? "choose" : "write"} an answer`);

  /* a question's words, with those of the row it stands in */
  function named(field) {
    const row = field.parentElement.closest(".row, .mark");
    return row ? `${row.getAttribute("aria-label")}, ${labelOf(field).toLowerCase()}` : labelOf(field);
  }

  function inside(field, errors) {
    const { kind } = field.dataset;
    if (kind === "rows") return rowsOf(field, errors);
    if (kind === "marks") return marksOf(field, errors);
    if (kind === "group" || kind === "entry") {
      const { answers, missing } = collected(field, errors);
      if (needed(field) || kind === "entry" || answers.size) errors.push(...missing);
      if (!answers.size) return undefined;
      return kind === "entry" ? [answers] : answers;
    }
    try {
      return valueOf(field);
    } catch (why) {
      if (!(why instanceof Wrong)) throw why;
      errors.push([field, `${named(field)}: ${why.message}`]);
      return undefined;
    }
  }

  /* rows in which nothing was written but what the form itself wrote are left out */
  function rowsOf(field, errors) {
    const list = [];
    for (const row of field.querySelectorAll(":scope > .row-list > .row")) {
      const { answers, missing } = collected(row, errors);
      if ([...answers.keys()].some((key) => key !== row.dataset.given)) {
        errors.push(...missing);
        list.push(answers);
      }
    }
    return list.length || needed(field) ? list : undefined;
  }

  function marksOf(field, errors) {
    const list = [];
    for (const mark of field.querySelectorAll("[data-mark]")) {
      const { answers } = collected(mark, errors);
      if (!answers.size) continue;
      if (!answers.has("applied")) errors.push([fieldsIn(mark)[0], `${mark.getAttribute("aria-label")}, applied: choose an answer`]);
      list.push(new Map([["component", mark.dataset.mark], ...answers]));
    }
    return some(list);
  }

  function notes() {
    return [...form.querySelectorAll("[data-note]")].map((field) => [field.dataset.note, clean(control(field).value, true)])
      .filter(([, text]) => text);
  }

  const slug = (text) => text.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "place";

  function pathOf(parts) {
    const filled = { site: answer("site"), case: answer("case"), staff: answer("staff"), again: byId("again")?.value || "", ...parts };
    return form.dataset.path.replace(/\{(\w+)\}/g, (_, key) => filled[key] || "");
  }

  /* ---- errors ---- */

  function clearErrors() {
    form.querySelectorAll(".error").forEach((each) => each.remove());
    form.querySelectorAll("[aria-invalid]").forEach((each) => each.removeAttribute("aria-invalid"));
    form.querySelectorAll('[aria-describedby$="-error"]').forEach((each) => {
      each.setAttribute("aria-describedby", each.getAttribute("aria-describedby").replace(/ ?\S+$/, ""));
    });
    form.querySelectorAll(".wrong").forEach((each) => each.classList.remove("wrong"));
    summary.hidden = true;
    document.title = title;
  }

  function showErrors(errors) {
    clearErrors();
    const items = errors.map(([field, words], place) => {
      const box = field === form ? byId("save") : control(field) || field.querySelector("button, .choices");
      const id = `${box.id}-error`;
      if (field !== form && !byId(id)) {
        const inline = element("p", { class: "error", id }, element("span", { class: "hidden-words" }, "Error: "), words);
        const first = field.querySelector(":scope > .hint, :scope > label, :scope > legend");
        (field.querySelector(":scope > .hint") || first).after(inline);
        field.classList.add("wrong");
        field.closest("details")?.setAttribute("open", "");
        if (box.matches("input[type=text], select, textarea")) box.setAttribute("aria-invalid", "true");
        if (box.matches(".choices")) box.setAttribute("tabindex", "-1");
        box.setAttribute("aria-describedby", `${box.getAttribute("aria-describedby") || ""} ${id}`.trim());
      }
      const link = element("a", { href: `#${box.id}`, id: `summary-${place}` }, words);
      link.addEventListener("click", (event) => { event.preventDefault(); box.focus(); });
      return element("li", {}, link);
    });
    summary.replaceChildren(element("h2", { id: "summary-title" }, "There is a problem"), element("ul", {}, ...items));
    summary.hidden = false;
    document.title = `Error: ${title}`;
    summary.focus();
  }

  /* ---- the file ---- */

  async function openedFrom(get, name_) {
    opened = null;
    try {
      opened = await get();
      openedName = name_;
      byId("opened").textContent = opened ? `Opened ${name_}. SHA-256 of what it says: ${opened.digest.slice(0, 16)}…` : "";
    } catch {
      byId("opened").textContent = `${name_} cannot be read as text.`;
    }
    const shown = byId("opened-text");
    if (shown) {
      shown.hidden = !opened;
      shown.querySelector("pre").textContent = opened ? opened.text : "";
    }
  }

  /* the record that the answers make: its path and text, or null where something is wrong */
  function made() {
    const errors = [];
    for (const field of form.querySelectorAll("[data-about]")) {
      const value = inside(field, errors);
      if (!isAmendment && value === undefined && needed(field)) errors.push([field, mustSay(field)]);
    }
    if (mustOpen && !opened) errors.push([byId("grows"), "Open the file there is"]);
    const { answers, missing } = collected(form, errors);
    errors.push(...missing);
    const changes = [...form.querySelectorAll("[data-change]")].map((part) => [part, collected(part, errors).answers]);
    order(errors);
    if (errors.length) { showErrors(errors); return null; }
    clearErrors();
    try {
      return fileOf(answers, changes.filter(([, values]) => values.size));
    } catch (why) {
      if (!(why instanceof engagerAdd.Refused)) throw why;
      showErrors([[byId("grows"), why.message]]);
      return null;
    }
  }

  const order = (errors) => errors.sort(([one], [other]) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));

  /* the file there is, with what changed in its entries */
  function withChanges(text, changes) {
    return changes.reduce((before, [{ dataset }, values]) => {
      const [goal, action] = dataset.ids.split(" ");
      const place = action ? ["goals", goal, "actions", action] : ["goals", goal];
      return engagerAdd.put(before, isMarkdown, place, values, dataset.order.split(" "), keys);
    }, text);
  }

  function fileOf(answers, changes) {
    if (isAmendment) {
      const text = engagerAdd.add(opened.text, openedName.endsWith(".md"), new Map([["amendments", [answers]]]), keys);
      return { path: openedName, text };
    }
    const date = answers.get("date")?.text || "";
    const path = pathOf({ date, place: slug(String(answers.get("place")?.text || answers.get("place") || "")) });
    if (opened) return { path, text: engagerAdd.add(withChanges(opened.text, changes), isMarkdown, answers, keys) };
    const schema = `${"../".repeat(path.split("/").length - 1)}.schemas/${form.dataset.record}.schema.json`;
    const begin = isMarkdown ? "" : `# yaml-language-server: $schema=${schema}\n`;
    return { path, text: begin + engagerText.record(answers, notes(), isMarkdown) };
  }

  async function finish(saving) {
    const record = made();
    if (!record) return;
    let words = "Nothing was saved: copy the text below.";
    try {
      if (saving) words = await engagerFile.save(record.path, record.text, opened);
    } catch (why) {
      if (!(why instanceof engagerFile.Refused)) throw why;
      showErrors([[opened ? byId("grows") : form, why.message]]);
      return;
    }
    if (saving) unsaved = false;
    byId("finished-words").textContent = words;
    byId("finished-path").textContent = record.path;
    byId("finished-text").value = record.text;
    byId("finished").hidden = false;
    byId("finished").focus();
  }

  async function copy() {
    const box = byId("finished-text");
    box.focus();
    box.select();
    const done = await window.navigator.clipboard.writeText(box.value).then(() => true, () => document.execCommand("copy"));
    byId("copied").textContent = done ? "Copied." : "Press Ctrl and C to copy it.";
    if (done) unsaved = false;
  }

  async function chooseFolder() {
    const words = byId("folder-chosen");
    try {
      words.textContent = `The file will be saved in “${await engagerFile.choose()}”.`;
      await caseChosen();
    } catch (why) {
      if (why.name !== "AbortError") words.textContent = why.message;
    }
  }

  /* ---- start ---- */

  function clicked({ target }) {
    const rows = target.closest(".rows");
    if (target.matches(".add")) {
      control(addRow(rows)).focus();
      fill();
    }
    else if (target.matches(".add-each")) addEach(rows);
    else if (target.matches(".remove")) {
      target.closest(".row").remove();
      name(rows);
      fill();
      rows.querySelector(":scope > .row-buttons .add").focus();
      say("Taken away.");
    } else return;
    unsaved = true;
  }

  function changed({ target }) {
    const field = target.closest("[data-about]");
    if (!field) { unsaved = true; if (target.closest('[data-kind="lines"], .rows')) fill(); return; }
    if (field.dataset.about === "site") siteChosen().then(caseChosen);
    else caseChosen();
  }

  async function start() {
    document.querySelectorAll(".without-script").forEach((each) => each.remove());
    form.hidden = false;
    const asked = new URLSearchParams(window.location.search);
    const site = about("site") && control(about("site"));
    const wanted = asked.get("site") || (asked.get("case") || "").split("-")[0];
    if (site && wanted) site.value = wanted;
    if (site && site.selectedIndex < 0) site.value = "";
    await siteChosen();
    if (here.cases.some((each) => each.id === asked.get("case")) && about("case")?.dataset.kind === "pick") {
      control(about("case")).value = asked.get("case");
    }
    await caseChosen();
  }

  form.addEventListener("click", clicked);
  form.addEventListener("change", changed);
  form.addEventListener("input", ({ target }) => { if (!target.closest("[data-about]")) unsaved = true; });
  form.addEventListener("submit", (event) => { event.preventDefault(); finish(true); });
  byId("show").addEventListener("click", () => finish(false));
  byId("copy").addEventListener("click", copy);
  byId("open-file")?.addEventListener("change", ({ target }) => {
    const [file] = target.files;
    if (file) openedFrom(() => engagerFile.read(async () => file), file.name);
  });
  byId("choose-folder")?.addEventListener("click", chooseFolder);
  if (byId("choose-folder") && engagerFile.canChoose) document.querySelector(".folder").hidden = false;
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
  start();

  return { take: (site, value) => waiting.get(site)(value) };
})();
