// What this tab remembers, and nothing else does: the token, the language chosen, whether the panel was open, and
// messages that the door has not accepted yet. Gone with the tab, and with the quick exit.

const KEYS = { token: "bab.token", language: "bab.language", open: "bab.open", unsent: "bab.unsent" };

/** Where a browser refuses storage, memory has to do. @type {Map<string, string>} */
const memory = new Map();

/** @param {keyof typeof KEYS} name @returns {string | null} */
export function recall(name) {
  try {
    return sessionStorage.getItem(KEYS[name]);
  } catch {
    return memory.get(name) ?? null;
  }
}

/** @param {keyof typeof KEYS} name @param {string | null} value */
export function remember(name, value) {
  try {
    if (value === null) sessionStorage.removeItem(KEYS[name]);
    else sessionStorage.setItem(KEYS[name], value);
  } catch {
    if (value === null) memory.delete(name);
    else memory.set(name, value);
  }
}

export function forgetAll() {
  memory.clear();
  for (const name of /** @type {(keyof typeof KEYS)[]} */ (Object.keys(KEYS))) remember(name, null);
}
