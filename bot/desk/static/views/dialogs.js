/** Dialogs: the browser's own, so that focus stays inside, Escape closes, and focus returns. */
import { h } from "../dom.js";

/**
 * Show a dialog and wait for its end.
 * @param {HTMLDialogElement} dialog
 * @returns {Promise<string>} its return value, "" when dismissed
 */
export function ask(dialog) {
  const before = document.activeElement;
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
      resolve(dialog.returnValue);
    });
  });
}

/**
 * @param {import("../texts.js").Texts} texts
 * @param {{heading: string, text: string, yes: string, no: string}} words
 * @returns {Promise<boolean>}
 */
export async function confirm(texts, words) {
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": "dialog-heading", "aria-describedby": "dialog-text", lang: texts.language },
    h("h2", { id: "dialog-heading" }, words.heading),
    h("p", { id: "dialog-text" }, words.text),
    h("div", { class: "dialog-buttons" },
      h("button", { type: "button", class: "button", onclick: () => dialog.close("") }, words.no),
      h("button", { type: "button", class: "button button-main", autofocus: true, onclick: () => dialog.close("yes") }, words.yes)));
  return (await ask(dialog)) === "yes";
}
