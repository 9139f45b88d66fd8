/* What is typed into a form → the text of a record: days and times as they are written in Britain, YAML in which any
   text is text and nothing else, Markdown that shows what was typed. */
"use strict";
const engagerText = (() => {
  const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december"];
  /* characters that a record may not hold, since nobody would see them; as in engager_docs/read/text.py */
  const UNSEEN = new RegExp("[\\0-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\xad\\u061c\\u180e\\u200b\\u200e\\u200f\\u202a-\\u202e"
    + "\\u2060-\\u2069\\ufdd0-\\ufdef\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff\\u{e0000}-\\u{e007f}]|\\p{Cs}", "gu");
  const LINE_ENDS = /\r\n|[\r\v\f\x85\u2028\u2029]/g;
  const PLAIN = /^\p{L}[\p{L}\p{N}_ ,.;()'’£%/+-]*$/u;
  const NO_TEXT = /^(?:null|true|false|yes|no|on|off|y|n)$/i; /* words that other programs take for something else */

  /* a code, a day or a number, which needs no quotation marks */
  class Plain {
    constructor(text) { this.text = text; }
  }

  const two = (number) => String(number).padStart(2, "0");

  function real(year, month, day) {
    const made = new Date(Date.UTC(year, month - 1, day));
    return year > 999 && made.getUTCMonth() === month - 1 ? `${year}-${two(month)}-${two(day)}` : null;
  }

  const monthOf = (word) => (word.length < 3 ? 0 : MONTHS.findIndex((each) => each.startsWith(word)) + 1);

  /* "27/3/2016", "27 March 2016" or "2016-03-27" → 2016-03-27; null where it is no day */
  function day(typed) {
    const text = typed.trim().toLowerCase();
    let found = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
    if (found) return real(Number(found[1]), Number(found[2]), Number(found[3]));
    found = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(text);
    if (found) return real(Number(found[3]), Number(found[2]), Number(found[1]));
    found = /^(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9}),? (\d{4})$/.exec(text);
    return found ? real(Number(found[3]), monthOf(found[2]), Number(found[1])) : null;
  }

  /* a day, or "11/2015" or "November 2015" → 2015-11 */
  function month(typed) {
    const text = typed.trim().toLowerCase();
    const found = /^(\d{1,2})[/. -](\d{4})$/.exec(text) || /^([a-z]{3,9}) (\d{4})$/.exec(text)
      || /^(?<year>\d{4})-(?<month>\d{1,2})$/.exec(text);
    if (!found) return day(typed);
    const [year, number] = found.groups ? [found.groups.year, found.groups.month] : [found[2], found[1]];
    const which = Number(number) || monthOf(number);
    return real(Number(year), which, 1) && `${year}-${two(which)}`;
  }

  /* "14:30", "14.30", "1430" or "2.30 pm" → 14:30; null where it is no time */
  function clock(typed) {
    const found = /^(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?$/.exec(typed.trim().toLowerCase());
    if (!found || (!found[2] && !found[3])) return null;
    let hours = Number(found[1]);
    if (found[3] && (hours < 1 || hours > 12)) return null;
    if (found[3]) hours = (hours % 12) + (found[3] === "pm" ? 12 : 0);
    const minutes = Number(found[2] || 0);
    return hours < 24 && minutes < 60 ? `${two(hours)}:${two(minutes)}` : null;
  }

  /* a text as typed or pasted → the same with nothing unseen in it; `lines` keeps its line ends */
  function clean(typed, lines = false) {
    const text = typed.replace(LINE_ENDS, "\n").replace(UNSEEN, "");
    return lines ? text.replace(/^(?:[ \t]*\n)+/, "").trimEnd() : text.replace(/\s*\n\s*/g, " ").trim();
  }

  function scalar(value) {
    if (value instanceof Plain) return value.text;
    if (PLAIN.test(value) && !NO_TEXT.test(value)) return value;
    return `"${value.replace(/[\\"]/g, "\\$&").replace(/\t/g, "\\t")}"`;
  }

  /* what follows a key or a hyphen: the rest of its line, then the lines below it */
  function written(value, pad) {
    if (value instanceof Map) return ["", ...mapping(value, `${pad}  `)];
    if (Array.isArray(value) && value.every((each) => each instanceof Plain)) return [` [${value.map(scalar).join(", ")}]`];
    if (Array.isArray(value)) return ["", ...items(value, `${pad}  `)];
    if (value instanceof Plain || !value.includes("\n")) return [` ${scalar(value)}`];
    const begins = /^\s/.test(value) ? "2" : "";
    return [` |${begins}-`, ...value.split("\n").map((line) => (line ? `${pad}  ${line}` : ""))];
  }

  function mapping(value, pad = "") {
    return [...value].flatMap(([key, each]) => {
      const [first, ...rest] = written(each, pad);
      return [`${pad}${key}:${first}`, ...rest];
    });
  }

  function items(list, pad) {
    return list.flatMap((each) => {
      if (each instanceof Map) {
        const [first, ...rest] = mapping(each, `${pad}  `);
        return [`${pad}- ${first.slice(pad.length + 2)}`, ...rest];
      }
      const [first, ...rest] = written(each, pad);
      return [`${pad}-${first}`, ...rest];
    });
  }

  /* Markdown that shows a text as it was typed; lists stay lists */
  function markdown(text) {
    return text.split("\n").map((line) => line.replace(/^\s+/, "").trimEnd()
      .replace(/[\\`[\]<|]|~(?=~)|#(?=#*(?:\s|$))|&(?=#?\w+;)|(?<!^)\*|^\*(?! )|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\$&")
      .replace(/^(\d{3,9})(?=[.)](?: |$))/, "$1\\")
      .replace(/^(?:[-+*] |\d+[.)] )?(?=>|(?:=+|-[- ]*|\+)$)/, "$&\\")).join("\n");
  }

  /* the text of a record: its fields, and below them what `notes` say, each [heading, text] */
  function record(fields, notes, isMarkdown) {
    const lines = mapping(fields);
    if (!isMarkdown) return `${lines.join("\n")}\n`;
    const body = notes.map(([heading, text]) => `\n${heading ? `## ${heading}\n\n` : ""}${markdown(text)}\n`).join("");
    return `---\n${lines.join("\n")}\n---\n${body}`;
  }

  return { Plain, day, month, clock, clean, mapping, items, record };
})();
