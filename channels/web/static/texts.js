// The widget's words in both languages, and how dates and times are written in them.

import { remember } from "./session.js";

/** @typedef {import("./shapes.js").Language} Language */
/** @typedef {import("./shapes.js").Texts} Texts */

const LOCALE = { ar: "ar-AE-u-nu-latn", en: "en-GB" };
/** @type {Record<string, Intl.DateTimeFormatOptions>} */
const FORMS = {
  time: { hour: "numeric", minute: "2-digit" },
  day: { weekday: "long", day: "numeric", month: "long" },
};
/** Making one takes longer than showing a message. @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

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
    return this.#format(at, "time");
  }

  /** @param {string} at */
  day(at) {
    return this.#format(at, "day");
  }

  /** @param {string} at @param {string} form */
  #format(at, form) {
    const date = new Date(at);
    if (isNaN(date.getTime())) return "";
    const key = this.language + form;
    const format = formats.get(key) ?? new Intl.DateTimeFormat(LOCALE[this.language], FORMS[form]);
    formats.set(key, format);
    return format.format(date);
  }
}
