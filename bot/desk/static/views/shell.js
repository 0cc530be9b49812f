/** The frame of the desk: top bar, alarm and connection strips, three columns; and what each key does. */
import { focusOn, h } from "../dom.js";
import { listenForKeys } from "../keys.js";
import { CardView } from "./card_view.js";
import { confirm } from "./dialogs.js";
import { showHelp } from "./help.js";
import { QueueView } from "./queue_view.js";
import { Strips } from "./strips.js";
import { TalkView } from "./talk_view.js";
import { Tooltip } from "./tooltip.js";
import { TopBar } from "./top_bar.js";

export class Shell {
  /**
   * @param {import("../desk.js").Desk} desk
   * @param {{signOut: () => void, speak: () => void}} parts
   */
  constructor(desk, parts) {
    this.desk = desk;
    this.top = new TopBar(desk, { ...parts, help: () => showHelp(desk.texts, this.keys) });
    this.strips = new Strips(desk, (id) => this.open(id));
    this.card = new CardView(desk, (message) => this.talk.goTo(message), () => this.#showCard(false));
    this.talk = new TalkView(desk, () => this.#showCard());
    this.queue = new QueueView(desk, (id) => this.open(id));
    this.body = h("main", { class: "columns" }, this.queue.element, this.talk.element, this.card.element);
    this.tooltip = new Tooltip();
    this.element = h("div", { class: "desk" }, this.top.element, this.strips.element, this.body, this.tooltip.element);
    this.keys = listenForKeys({
      next: () => this.queue.move(1),
      previous: () => this.queue.move(-1),
      alarm: () => this.openAlarm(),
      heard: () => desk.alarm.hear(),
      claim: () => this.talk.composer.claim(),
      reply: () => this.talk.composer.focus(),
      hand_back: () => this.talk.composer.askHandBack(),
      resolve: () => this.talk.composer.askResolve(),
      search: () => this.queue.focusSearch(),
      help: () => showHelp(desk.texts, this.keys),
    });
  }

  end() {
    this.keys.end();
    this.tooltip.end();
    this.talk.end();
    for (const dialog of document.querySelectorAll("dialog")) dialog.remove();
  }

  render() {
    this.top.render();
    this.strips.render();
    this.queue.render();
    this.talk.render();
    this.card.render();
  }

  /** Call each second. */
  beat() {
    this.strips.render();
    this.queue.beat();
    this.top.render();
  }

  /** @param {string} name */
  focus(name) {
    focusOn(this.element, name);
  }

  /** Open a case and go there, whatever the filters hide. @param {string} id */
  open(id) {
    this.desk.open(id);
    this.talk.render();
    this.talk.focus();
  }

  openAlarm() {
    const first = this.desk.alarm.ring.cases[0];
    if (first !== undefined) this.open(first.id);
  }

  confirmSignOut() {
    const { texts } = this.desk;
    return confirm(texts, {
      heading: texts.say("top.sign_out"),
      text: texts.say("top.sign_out_drafts"),
      yes: texts.say("top.sign_out"),
      no: texts.say("resolve.no"),
    });
  }

  /** On a narrow screen the card lies over the talk. @param {boolean} [shown] */
  #showCard(shown = !this.body.classList.contains("card-shown")) {
    this.body.classList.toggle("card-shown", shown);
    this.talk.cardShown(shown);
    if (shown) this.card.focus();
    else this.talk.focusCardButton();
  }
}
