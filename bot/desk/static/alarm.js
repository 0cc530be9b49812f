/**
 * Rings while escalated cases wait: sound, title and icon, until somebody claims them. Owns what this agent
 * has acknowledged; what deserves to ring is decided in ringing.js.
 */
import { announce } from "./announce.js";
import { Badge } from "./badge.js";
import { now } from "./clock.js";
import { HEARD_MS, isEscalated, ring } from "./ringing.js";
import { Sound } from "./sound.js";

export class Alarm {
  /** @param {import("./desk.js").Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.sound = new Sound();
    this.badge = new Badge();
    /** @type {Map<string, number>} */
    this.heard = new Map();
    /** Announced cases, by id and urgency. @type {Set<string>} */
    this.announced = new Set();
  }

  get ring() {
    return ring(this.desk.state.openCases(), this.heard, now());
  }

  /** Silence what rings now for a minute. */
  hear() {
    for (const each of this.ring.cases) this.heard.set(each.id, now() + HEARD_MS);
    this.desk.changed();
  }

  /** Look again, after a change or a second. @param {boolean} beat */
  look(beat) {
    const ringing = this.ring;
    const lost = this.desk.phase === "ready" && this.desk.live.state !== "live";
    this.sound.ring(ringing.loud);
    if (beat) this.sound.refresh();
    const graver = ringing.cases.filter((each) => each.urgency === ringing.level);
    const call = { level: ringing.level, loud: ringing.loud !== null, count: graver.length, lost };
    this.badge.show(this.desk.texts, call, beat);
    if (this.desk.phase === "ready") this.#announce(ringing.cases);
  }

  stop() {
    this.sound.ring(null);
    this.heard.clear();
    this.announced.clear();
    this.badge.show(this.desk.texts, { level: null, loud: false, count: 0, lost: false }, false);
  }

  /** @param {readonly import("./types.js").Case[]} cases */
  #announce(cases) {
    const { texts } = this.desk;
    const keys = new Set(cases.map((each) => `${each.id} ${each.urgency}`));
    for (const each of cases.filter(isEscalated)) {
      if (this.announced.has(`${each.id} ${each.urgency}`)) continue;
      const text = texts.say("alarm.said", {
        urgency: texts.say(`urgency.${each.urgency}`),
        line: texts.name(`line.${each.line}`, each.line),
        reference: each.reference,
      });
      announce(text, each.urgency === "emergency" ? "at-once" : "politely");
    }
    this.announced = keys;
  }
}
