/** The top bar: live state, sound, language, theme, help, and who is signed in. */
import { h, rebuild, set } from "../dom.js";
import { shape } from "../shapes.js";

const THEME = "bab.desk.theme";

export class TopBar {
  /**
   * @param {import("../desk.js").Desk} desk
   * @param {{signOut: () => void, speak: () => void, help: () => void}} parts
   */
  constructor(desk, parts) {
    this.desk = desk;
    const say = desk.texts.say.bind(desk.texts);
    this.live = h("span", { class: "live" });
    this.sound = h("span", { class: "sound" });
    this.element = h("header", { class: "top" },
      h("h1", { class: "brand" }, shape("door"), h("span", {}, say("product")), h("small", {}, say("desk"))),
      this.live,
      h("span", { class: "spread" }),
      this.sound,
      h("button", { type: "button", class: "button button-plain", "data-focus": "language", onclick: parts.speak,
        lang: desk.texts.language === "ar" ? "en" : "ar" }, say("other_language")),
      iconButton("theme", say("top.theme"), turnTheme),
      h("button", { type: "button", class: "button button-icon", "aria-label": say("top.help"), title: say("top.help"),
        "aria-keyshortcuts": "?", "data-focus": "help", onclick: parts.help }, "?"),
      h("span", { class: "me" },
        h("bdi", { class: "me-name" }, desk.me.name),
        h("small", {}, desk.texts.name(`top.roles.${desk.me.role}`, desk.me.role))),
      h("button", { type: "button", class: "button", onclick: parts.signOut }, say("top.sign_out")),
    );
  }

  render() {
    const { live, texts, alarm } = this.desk;
    rebuild(this.live, live.state, () => [h("span", { class: "dot" }), texts.say(`live.${live.state}`)]);
    set(this.live, "data-state", live.state);
    const blocked = alarm.sound.blocked;
    rebuild(this.sound, blocked, () => [blocked
      ? h("button", { type: "button", class: "button button-warn", "data-focus": "sound",
          onclick: () => void alarm.sound.unlock().then(() => this.desk.changed()) },
          shape("muted"), texts.say("top.sound_off"))
      : h("span", { class: "sound-on" }, shape("bell"), h("span", { class: "unseen" }, texts.say("top.sound_on")))]);
  }
}

/** @param {string} name @param {string} label @param {() => void} onclick */
function iconButton(name, label, onclick) {
  return h("button", { type: "button", class: "button button-icon", "aria-label": label, title: label, onclick }, shape(name));
}

function turnTheme() {
  const page = document.documentElement;
  const dark = page.dataset["theme"] === "dark" ||
    (page.dataset["theme"] === undefined && matchMedia("(prefers-color-scheme: dark)").matches);
  page.dataset["theme"] = dark ? "light" : "dark";
  try {
    localStorage.setItem(THEME, page.dataset["theme"]);
  } catch {
    // Forbidden by the browser: the choice holds for this page.
  }
}
