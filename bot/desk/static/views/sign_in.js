/** The sign-in form. Says what went wrong in words, counts down while locked, keeps no password. */
import { ApiError } from "../api.js";
import { h, write } from "../dom.js";
import { shape } from "../shapes.js";

export class SignIn {
  /**
   * @param {import("../texts.js").Texts} texts
   * @param {{why: string, submit: (login: string, password: string) => Promise<void>, speak: () => void}} parts
   */
  constructor(texts, parts) {
    this.texts = texts;
    this.parts = parts;
    this.why = parts.why;
    this.lockedUntil = 0;
    const say = texts.say.bind(texts);
    this.login = h("input", {
      id: "login", name: "login", type: "text", autocomplete: "username", autocapitalize: "none",
      spellcheck: "false", dir: "ltr", maxlength: 200, required: true, "aria-describedby": "sign-in-error",
    });
    this.password = h("input", {
      id: "password", name: "password", type: "password", autocomplete: "current-password", dir: "ltr",
      maxlength: 1000, required: true, "aria-describedby": "sign-in-error",
    });
    this.button = h("button", { type: "submit", class: "button button-main" }, say("sign_in.submit"));
    this.error = h("p", { id: "sign-in-error", class: "sign-in-error", role: "alert" });
    const show = h("input", { type: "checkbox", onchange: () => {
      this.password.type = show.checked ? "text" : "password";
    } });
    const form = h("form", { class: "sign-in", novalidate: true, onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      void this.#submit();
    } },
      h("div", { class: "sign-in-brand" }, shape("door"), h("span", {}, say("product")), h("small", {}, say("desk"))),
      h("h1", {}, say("sign_in.heading")),
      h("label", { for: "login" }, say("sign_in.login")), this.login,
      h("label", { for: "password" }, say("sign_in.password")), this.password,
      h("label", { class: "check" }, show, say("sign_in.show")),
      this.error,
      this.button,
    );
    this.element = h("main", { class: "sign-in-page" },
      form,
      h("button", { type: "button", class: "button button-plain", onclick: parts.speak, lang: otherLanguage(texts) },
        say("other_language")),
    );
    this.#explain(parts.why);
  }

  focus() {
    this.login.focus();
  }

  /** Call each second: a lock counts down. */
  beat() {
    if (this.lockedUntil === 0) return;
    const left = this.lockedUntil - Date.now();
    if (left > 0) return write(this.error, this.texts.say("sign_in.locked", { time: this.texts.span(left) }));
    this.lockedUntil = 0;
    this.button.disabled = false;
    write(this.error, this.texts.say("sign_in.unlocked"));
  }

  async #submit() {
    if (this.button.disabled) return;
    const [login, password] = [this.login.value.trim(), this.password.value];
    if (login === "" || password === "") {
      this.#explain("missing");
      return (login === "" ? this.login : this.password).focus();
    }
    this.button.disabled = true;
    write(this.button, this.texts.say("sign_in.busy"));
    write(this.error, "");
    try {
      await this.parts.submit(login, password);
      this.password.value = "";
    } catch (error) {
      this.button.disabled = false;
      write(this.button, this.texts.say("sign_in.submit"));
      this.#refused(error);
    }
  }

  /** @param {unknown} error */
  #refused(error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.code === "locked") {
      this.lockedUntil = Date.now() + 1000 * Number(error.body["retry_after"] ?? 1);
      this.button.disabled = true;
      return this.beat();
    }
    this.#explain(error.code);
    if (error.code === "wrong") {
      this.password.value = "";
      this.password.focus();
    }
  }

  /** @param {string} why */
  #explain(why) {
    if (why === "") return;
    const key = why === "no_answer" || why === "not_now" ? "unreachable" : why;
    const known = this.texts.has(`sign_in.${key}`) && key !== "fault";
    write(this.error, known ? this.texts.say(`sign_in.${key}`) : this.texts.say("sign_in.fault", { code: why }));
    this.error.classList.toggle("mild", why === "ended");
  }
}

/** @param {import("../texts.js").Texts} texts */
function otherLanguage(texts) {
  return texts.language === "ar" ? "en" : "ar";
}
