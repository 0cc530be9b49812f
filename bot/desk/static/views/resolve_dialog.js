/** Asks how a case ended. Nothing is chosen beforehand: the numbers in the reports come from here. */
import { h, write } from "../dom.js";
import { ask } from "./dialogs.js";

export const DISPOSITIONS = ["helped", "referred", "information_given", "no_answer", "not_a_case"];
const MAX_NOTE = 4000;

/**
 * @param {import("../texts.js").Texts} texts
 * @param {import("../types.js").Case} of
 * @param {boolean} unsent whether something typed was not sent
 * @returns {Promise<{disposition: string, note: string}|null>}
 */
export async function askDisposition(texts, of, unsent) {
  const say = texts.say.bind(texts);
  const note = h("textarea", { id: "resolve-note", rows: 3, dir: "auto", maxlength: MAX_NOTE, "aria-describedby": "resolve-note-hint" });
  const error = h("p", { class: "dialog-error", role: "alert" });
  const radios = DISPOSITIONS.map((each) => h("input", { type: "radio", name: "disposition", value: each, onchange: () => write(error, "") }));
  const chosen = () => radios.find((each) => each.checked)?.value ?? "";
  const [before = "", after = ""] = say("resolve.heading", { reference: "\n" }).split("\n");
  const dialog = h("dialog", { class: "dialog resolve", "aria-labelledby": "dialog-heading", lang: texts.language },
    h("form", { onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      if (chosen() !== "") return dialog.close(chosen());
      write(error, say("resolve.choose"));
      radios[0]?.focus();
    } },
      h("h2", { id: "dialog-heading" }, before, h("bdi", { class: "reference" }, of.reference), after),
      unsent && h("p", { class: "dialog-warning" }, say("resolve.draft")),
      h("fieldset", {}, h("legend", {}, say("resolve.how")),
        ...radios.map((radio) => h("label", { class: "choice" }, radio, h("span", {}, say(`resolve.dispositions.${radio.value}`))))),
      error,
      h("label", { for: "resolve-note" }, say("resolve.note")),
      note,
      h("small", { id: "resolve-note-hint" }, say("resolve.note_hint")),
      h("div", { class: "dialog-buttons" },
        h("button", { type: "button", class: "button", onclick: () => dialog.close("") }, say("resolve.no")),
        h("button", { type: "submit", class: "button button-main" }, say("resolve.yes")))));
  const disposition = await ask(dialog);
  return disposition === "" ? null : { disposition, note: note.value.trim() };
}
