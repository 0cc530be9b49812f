/**
 * Single-key shortcuts. They rest while somebody types or a dialog is open, and work on an Arabic keyboard,
 * where the same keys give other letters.
 *
 * @typedef {"next"|"previous"|"alarm"|"heard"|"claim"|"reply"|"hand_back"|"resolve"|"search"|"help"} Deed
 * @typedef {{on: boolean, turn: (on: boolean) => void, end: () => void}} Keys
 */

/** @type {Record<string, Deed>} */
const BY_KEY = {
  j: "next",
  k: "previous",
  ArrowDown: "next",
  ArrowUp: "previous",
  a: "alarm",
  m: "heard",
  c: "claim",
  r: "reply",
  h: "hand_back",
  e: "resolve",
  "/": "search",
  "?": "help",
  "؟": "help",
};
const SWITCH = "bab.desk.keys";

/** @param {Record<Deed, () => unknown>} deeds @returns {Keys} */
export function listenForKeys(deeds) {
  const keys = {
    on: sessionStorage.getItem(SWITCH) !== "off",
    /** @param {boolean} on */
    turn(on) {
      keys.on = on;
      sessionStorage.setItem(SWITCH, on ? "on" : "off");
    },
    end() {
      document.removeEventListener("keydown", listen);
    },
  };
  /** @param {KeyboardEvent} event */
  function listen(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
    if (document.querySelector("dialog[open]") !== null) return;
    const deed = deedOf(event);
    const arrow = event.key.startsWith("Arrow");
    if (deed === undefined || (!keys.on && !arrow)) return;
    // Arrows belong to what scrolls, except in the queue.
    if (arrow && !(event.target instanceof Element && (event.target.closest(".cases") || event.target === document.body))) return;
    event.preventDefault();
    if (!event.repeat || deed === "next" || deed === "previous") deeds[deed]();
  }
  document.addEventListener("keydown", listen);
  return keys;
}

/** @param {KeyboardEvent} event @returns {Deed|undefined} */
function deedOf(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key in BY_KEY) return BY_KEY[key];
  if (/^[\x21-\x7e]$/.test(key)) return undefined;
  if (event.code === "Slash") return event.shiftKey ? "help" : "search";
  return event.code.startsWith("Key") ? BY_KEY[event.code.slice(3).toLowerCase()] : undefined;
}

/** @param {EventTarget|null} target */
function isTyping(target) {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
}
