// What the app is made of beside code: its words, its sheets, and what the door says of this installation.

/** @typedef {import("./shapes.js").Settings} Settings */

const FILES = new URL(".", import.meta.url);
export const DOOR = new URL("../", FILES);

const SHEETS = ["css/panel.css", "css/talk.css"];
const LONGEST_PAUSE_MS = 30_000;
const PATIENCE_MS = 2_000;

/** @param {number} ms @returns {Promise<null>} */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms, null));

/** @param {string} name @param {URL} [from] @returns {Promise<any>} */
async function read(name, from = FILES) {
  const response = await fetch(new URL(name, from), { credentials: "omit" });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return name.endsWith(".json") ? response.json() : response.text();
}

/** @param {string} name */
async function sheet(name) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await read(name));
  return sheet;
}

/** The numbers and the way out. @returns {Promise<Settings>} */
const settings = () => read("settings.json", DOOR);

/** Everything at once; without the settings one can write all the same. */
export async function readAll() {
  const [ar, en, known, ...sheets] = await Promise.all([
    read("texts/ar.json"),
    read("texts/en.json"),
    Promise.race([settings(), pause(PATIENCE_MS)]).catch(() => null),
    ...SHEETS.map(sheet),
  ]);
  return { texts: { ar, en }, settings: /** @type {Settings | null} */ (known), sheets };
}

/** Asks until the door answers. */
export async function settingsAtLast() {
  for (let ms = 1_000; ; ms = Math.min(ms * 2, LONGEST_PAUSE_MS)) {
    await pause(ms);
    try {
      return await settings();
    } catch {
      continue;
    }
  }
}
