/** The help sheet: every key, and a switch for those who cannot use single keys. */
import { h } from "../dom.js";
import { ask } from "./dialogs.js";

/** What each line of the sheet does, and its keys. @type {[string, string[]][]} */
const SHEET = [
  ["next", ["J", "↓"]],
  ["previous", ["K", "↑"]],
  ["open", ["Enter"]],
  ["alarm", ["A"]],
  ["heard", ["M"]],
  ["claim", ["C"]],
  ["reply", ["R"]],
  ["send", ["Enter", "Ctrl+Enter"]],
  ["leave", ["Esc"]],
  ["hand_back", ["H"]],
  ["resolve", ["E"]],
  ["search", ["/"]],
  ["help", ["?"]],
];

/** @param {import("../texts.js").Texts} texts @param {import("../keys.js").Keys} keys */
export function showHelp(texts, keys) {
  if (document.querySelector("dialog") !== null) return;
  const box = h("input", { type: "checkbox", onchange: () => keys.turn(box.checked) });
  box.checked = keys.on;
  const dialog = h("dialog", { class: "dialog help", "aria-labelledby": "dialog-heading", lang: texts.language },
    h("h2", { id: "dialog-heading" }, texts.say("help.heading")),
    h("dl", { class: "sheet" }, ...SHEET.map(([what, shown]) => h("div", {},
      h("dt", {}, ...shown.map((key) => h("kbd", { dir: "ltr" }, key))), h("dd", {}, texts.say(`help.keys.${what}`))))),
    h("label", { class: "check" }, box, h("span", {}, texts.say("help.single"), " ", h("small", {}, texts.say("help.single_hint")))),
    h("div", { class: "dialog-buttons" },
      h("button", { type: "button", class: "button button-main", autofocus: true, onclick: () => dialog.close("") }, texts.say("help.close"))));
  void ask(dialog);
}
