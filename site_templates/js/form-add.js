/* The text of a record and new entries of its lists → the text with the entries, every other byte as it was.
   It looks at the lines that begin with a key, no more; a layout it does not know it refuses. */
"use strict";
const engagerAdd = (() => {
  class Refused extends Error {}
  const HAND = "Add the entry by hand, or with the command.";

  /* lines and their end; the fields stand from line `first` to before line `end` */
  function laidOut(text, isMarkdown) {
    const eol = text.includes("\r\n") ? "\r\n" : "\n";
    const lines = text.split(eol);
    if (lines.some((line) => /[\r\n]/.test(line))) throw new Refused(`Its lines end in two ways. ${HAND}`);
    if (!isMarkdown) {
      let end = lines.length;
      while (end > 0 && !lines[end - 1].trim()) end -= 1;
      return { eol, lines, first: 0, end };
    }
    const end = lines.findIndex((line, place) => place > 0 && /^---[ \t]*$/.test(line));
    if (!/^\ufeff?---[ \t]*$/.test(lines[0]) || end < 0) throw new Refused("It does not begin with fields between two --- lines.");
    return { eol, lines, first: 1, end };
  }

  /* the line of each key at the top of a record */
  function topKeys({ lines, first, end }, allowed) {
    const found = new Map();
    for (let place = first; place < end; place += 1) {
      const line = lines[place];
      const key = /^([a-z_]+):(?:\s|$)/.exec(line);
      if (key && allowed.has(key[1]) && !found.has(key[1])) found.set(key[1], place);
      else if (!/^(?:\s*$|#| |-(?: |$))/.test(line) || (/^-/.test(line) && !found.size)) {
        throw new Refused(`Line ${place + 1} is not one this form knows. ${HAND}`);
      }
    }
    return found;
  }

  function addTo(layout, allowed, name, entries) {
    const keys = topKeys(layout, allowed);
    const { lines, end } = layout;
    const place = keys.get(name);
    if (place === undefined) return insert(layout, end, [`${name}:`, ...engagerText.items(entries, "  ")]);
    const rest = lines[place].slice(name.length + 1).replace(/(?:^|\s)#.*$/, "").trim();
    if (rest === "[]") {
      lines[place] = `${name}:`;
      return insert(layout, place + 1, engagerText.items(entries, "  "));
    }
    if (rest) throw new Refused(`“${name}” stands on one line with its values. ${HAND}`);
    let last = Math.min(end, ...[...keys.values()].filter((each) => each > place));
    while (last > place + 1 && /^\s*$|^#/.test(lines[last - 1])) last -= 1;
    const item = lines.slice(place + 1, last).find((line) => !/^\s*(?:#.*)?$/.test(line));
    const pad = item === undefined ? "  " : /^ */.exec(item)[0];
    if (item !== undefined && !/^ *-(?: |$)/.test(item)) throw new Refused(`“${name}” is not a list there. ${HAND}`);
    return insert(layout, last, engagerText.items(entries, pad));
  }

  function insert(layout, place, added) {
    layout.lines.splice(place, 0, ...added);
    layout.end += added.length;
  }

  /* `lists`: a Map of key to entries; `allowed`: the keys a record may have. Throws Refused. */
  function add(text, isMarkdown, lists, allowed) {
    const layout = laidOut(text, isMarkdown);
    for (const [name, entries] of lists) if (entries.length) addTo(layout, new Set(allowed), name, entries);
    return layout.lines.join(layout.eol);
  }

  return { Refused, add };
})();
