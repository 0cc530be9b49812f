// The widget's words in both languages, and how dates and times are written in them.

import { remember } from "./session.js";

/** @typedef {import("./shapes.js").Language} Language */
/** @typedef {import("./shapes.js").Texts} Texts */

const LOCALE = { ar: "ar-AE-u-nu-latn", en: "en-GB" };

/** @param {unknown} tag @returns {Language | null} */
function known(tag) {
  const short = String(tag ?? "").slice(0, 2).toLowerCase();
  return short === "ar" || short === "en" ? short : null;
}

export class Words {
  /** @type {Language} */
  language = "ar";
  #texts;

  /** @param {Record<Language, Texts>} texts @param {unknown} language */
  constructor(texts, language) {
    this.#texts = texts;
    this.language = known(language) ?? "ar";
  }

  get dir() {
    return this.language === "ar" ? "rtl" : "ltr";
  }

  /** @returns {Language} */
  get other() {
    return this.language === "ar" ? "en" : "ar";
  }

  /** @param {Language} language */
  choose(language) {
    this.language = language;
    remember("language", language);
  }

  /** @param {unknown} tag @returns {boolean} whether this changed anything */
  follow(tag) {
    const language = known(tag);
    if (!language || language === this.language) return false;
    this.language = language;
    return true;
  }

  /** @param {string} key @param {Record<string, string | number>} [values] @param {Language} [language] */
  say(key, values = {}, language = this.language) {
    const text = this.#texts[language][key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
  }

  /** @param {string} at */
  time(at) {
    return this.#format(at, { hour: "numeric", minute: "2-digit" });
  }

  /** @param {string} at */
  day(at) {
    return this.#format(at, { weekday: "long", day: "numeric", month: "long" });
  }

  /** @param {string} at @param {Intl.DateTimeFormatOptions} options */
  #format(at, options) {
    const date = new Date(at);
    return isNaN(date.getTime()) ? "" : new Intl.DateTimeFormat(LOCALE[this.language], options).format(date);
  }
}
