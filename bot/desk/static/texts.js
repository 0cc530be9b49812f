/**
 * Words, numbers and times in the agent's language. A key without words shows as the key: a test keeps that
 * from happening. The choice of language is remembered in this browser; nothing else about the agent is.
 *
 * @typedef {"ar"|"en"} Language
 */

const KEY = "bab.desk.language";
/** The region decides digits and clock; these are the UAE's. */
const LOCALES = { ar: "ar-AE", en: "en-AE" };

export class Texts {
  /** @param {Language} language @param {Record<string, any>} words */
  constructor(language, words) {
    this.language = language;
    this.words = words;
    const locale = LOCALES[language];
    this.numbers = new Intl.NumberFormat(locale);
    this.pairs = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 });
    this.units = { second: unit(locale, "second"), minute: unit(locale, "minute") };
    this.clock = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
    this.seconds = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", second: "2-digit" });
    this.days = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });
    this.moments = new Intl.DateTimeFormat(locale, {
      day: "numeric",
      month: "short",
      hour: "numeric",
      minute: "2-digit",
    });
  }

  /** @param {string} key dotted @param {Record<string, string|number>} [values] for its {places} */
  say(key, values = {}) {
    const found = this.#find(key);
    if (found === null) return key;
    return found.replace(/\{(\w+)\}/g, (place, name) => {
      const value = values[name];
      if (value === undefined) return place;
      return typeof value === "number" ? this.number(value) : value;
    });
  }

  /** The words of a name from the API, or `otherwise` for one this page does not know. @param {string} key @param {string} otherwise */
  name(key, otherwise) {
    return this.#find(key) ?? otherwise;
  }

  /** @param {string} key */
  has(key) {
    return this.#find(key) !== null;
  }

  /** @param {number} value */
  number(value) {
    return this.numbers.format(value);
  }

  /** Time gone by as 0:45, 12:03, 1:02:03. @param {number} ms */
  duration(ms) {
    const whole = Math.max(0, Math.floor(ms / 1000));
    const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
    const end = `${hours > 0 ? this.pairs.format(minutes) : this.number(minutes)}:${this.pairs.format(seconds)}`;
    return hours > 0 ? `${this.number(hours)}:${end}` : end;
  }

  /** A span in words: 45 seconds, 3 minutes. @param {number} ms */
  span(ms) {
    const seconds = Math.max(0, Math.round(ms / 1000));
    return seconds < 120 ? this.units.second.format(seconds) : this.units.minute.format(Math.floor(seconds / 60));
  }

  /** @param {string} iso */
  time(iso) {
    return this.clock.format(new Date(iso));
  }

  /** @param {string} iso */
  day(iso) {
    return this.days.format(new Date(iso));
  }

  /** @param {string} iso */
  moment(iso) {
    const date = new Date(iso);
    const today = date.toDateString() === new Date().toDateString();
    return (today ? this.seconds : this.moments).format(date);
  }

  /** @param {string} key @returns {string|null} */
  #find(key) {
    /** @type {any} */
    let found = this.words;
    for (const part of key.split(".")) {
      found = typeof found === "object" && found !== null && Object.hasOwn(found, part) ? found[part] : null;
    }
    return typeof found === "string" ? found : null;
  }
}

/** @returns {Language} as early.js set it on the page */
export function chosenLanguage() {
  return document.documentElement.lang === "en" ? "en" : "ar";
}

/** @param {Language} language @returns {Promise<Texts>} */
export async function load(language) {
  const response = await fetch(`/desk/files/texts/${language}.json`, { cache: "no-cache" });
  if (!response.ok) throw new Error(`texts/${language}.json: ${response.status}`);
  const texts = new Texts(language, await response.json());
  document.documentElement.lang = language;
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
  return texts;
}

/** @param {Language} language */
export function remember(language) {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Forbidden by the browser: the choice holds for this page.
  }
}

/** @param {string} locale @param {"second"|"minute"} name */
function unit(locale, name) {
  return new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: "long" });
}
