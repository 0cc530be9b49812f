/** Puts the desk together: words, session, then the sign-in form or the desk. The only file that knows all. */
import { Api, ApiError } from "./api.js";
import { announce } from "./announce.js";
import { pulse } from "./clock.js";
import { Desk } from "./desk.js";
import { Drafts } from "./drafts.js";
import { chosenLanguage, load, remember } from "./texts.js";
import { Shell } from "./views/shell.js";
import { SignIn } from "./views/sign_in.js";

const SELECTED = "bab.desk.selected";

class App {
  constructor() {
    this.api = new Api(() => this.ended());
    this.drafts = new Drafts();
    /** @type {import("./texts.js").Texts|null} */
    this.texts = null;
    /** @type {Desk|null} */
    this.desk = null;
    /** @type {Shell|null} */
    this.shell = null;
    /** @type {SignIn|null} */
    this.form = null;
    // One audio context for the page's life: a browser unlocks it by a click, and the click may be the sign-in's.
    /** @type {import("./sound.js").Sound|null} */
    this.sound = null;
  }

  async start() {
    this.texts = await load(chosenLanguage());
    pulse(() => this.beat());
    window.addEventListener("online", () => this.desk?.live.hurry());
    document.addEventListener("visibilitychange", () => this.#looked());
    window.addEventListener("focus", () => this.#looked());
    for (const gesture of ["pointerdown", "keydown"]) {
      document.addEventListener(gesture, () => void this.desk?.alarm.sound.unlock(), { capture: true });
    }
    try {
      const { agent } = await this.api.session();
      this.enter(agent);
    } catch (error) {
      const away = error instanceof ApiError && error.status !== 401;
      this.askToSignIn(away ? error.code : "");
    }
  }

  beat() {
    this.desk?.live.beat();
    this.desk?.alarm.look(true);
    this.shell?.beat();
    this.form?.beat();
  }

  /** @param {import("./types.js").Agent} agent */
  enter(agent) {
    if (this.texts === null) return;
    this.drafts.belongTo(agent.id);
    this.form = null;
    const desk = new Desk(this.api, this.drafts, this.texts, agent);
    if (this.sound !== null) desk.alarm.sound = this.sound;
    this.sound = desk.alarm.sound;
    this.desk = desk;
    this.#draw();
    desk.listeners.add(() => this.#changed());
    void desk.start().then(() => {
      const before = sessionStorage.getItem(SELECTED);
      if (before !== null && desk.state.case(before) !== null) desk.open(before);
    });
  }

  /** The door ended the session. What was typed stays; nothing else does. */
  ended() {
    if (this.desk === null) return;
    this.#leave();
    this.askToSignIn("ended");
  }

  async signOut() {
    const { desk, texts } = this;
    if (desk === null || texts === null) return;
    if (!this.drafts.isEmpty() && !(await this.shell?.confirmSignOut())) return;
    try {
      await this.api.signOut();
    } catch (error) {
      // The session lives on at the door: to say "signed out" would be a lie.
      if (!(error instanceof ApiError) || error.status !== 401) return announce(texts.say("errors.unreachable"), "at-once");
    }
    this.drafts.wipe();
    sessionStorage.removeItem(SELECTED);
    this.#leave();
    this.askToSignIn("");
  }

  /** @param {string} why "", "ended", or the code of what went wrong */
  askToSignIn(why) {
    if (this.texts === null) return;
    this.form = new SignIn(this.texts, {
      why,
      submit: async (login, password) => {
        this.sound ??= new (await import("./sound.js")).Sound();
        void this.sound.unlock();
        this.enter((await this.api.signIn(login, password)).agent);
      },
      speak: () => this.speak(),
    });
    place().replaceChildren(this.form.element);
    document.title = `${why === "ended" ? "⚠ " : ""}${this.texts.say("title")}`;
    this.form.focus();
  }

  /** Change the language of everything. */
  async speak() {
    if (this.texts === null) return;
    const language = this.texts.language === "ar" ? "en" : "ar";
    this.texts = await load(language);
    remember(language);
    if (this.desk !== null) {
      this.desk.texts = this.texts;
      this.#draw("language");
      this.#changed();
    } else {
      this.askToSignIn(this.form?.why ?? "");
    }
  }

  /** @param {string} [focus] */
  #draw(focus) {
    if (this.desk === null) return;
    this.shell?.end();
    this.shell = new Shell(this.desk, { signOut: () => void this.signOut(), speak: () => void this.speak() });
    place().replaceChildren(this.shell.element);
    this.shell.render();
    if (focus !== undefined) this.shell.focus(focus);
  }

  #changed() {
    const { desk } = this;
    if (desk === null) return;
    if (desk.selected !== null) sessionStorage.setItem(SELECTED, desk.selected);
    desk.alarm.look(false);
    this.shell?.render();
  }

  #looked() {
    if (document.visibilityState !== "visible") return;
    this.desk?.live.beat();
    this.desk?.live.hurry();
    this.desk?.changed();
  }

  #leave() {
    this.desk?.stop();
    this.shell?.end();
    this.desk = null;
    this.shell = null;
  }
}

function place() {
  const found = document.getElementById("app");
  if (found === null) throw new Error("the page has no #app");
  return found;
}

void new App().start();
