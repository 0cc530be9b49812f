/**
 * The desk of one signed-in agent: what is shown, and what the agent does. Views read it and call it; it
 * tells them when something changed. It draws nothing.
 *
 * @typedef {import("./types.js").Case} Case
 * @typedef {import("./types.js").Frame} Frame
 * @typedef {{key: string, values?: Record<string, string>}} Notice
 */
import { Alarm } from "./alarm.js";
import { announce } from "./announce.js";
import { ApiError } from "./api.js";
import { Live } from "./live.js";
import { EVERYTHING, shown } from "./queue.js";
import { Sending } from "./sending.js";
import { DeskState } from "./state.js";

/** Drawing takes its time; between two drawings the page must also listen to keys. */
const FLOOD_MS = 40;

export class Desk {
  /**
   * @param {import("./api.js").Api} api
   * @param {import("./drafts.js").Drafts} drafts
   * @param {import("./texts.js").Texts} texts
   * @param {import("./types.js").Agent} me
   */
  constructor(api, drafts, texts, me) {
    this.api = api;
    this.drafts = drafts;
    this.texts = texts;
    this.me = me;
    this.state = new DeskState();
    /** @type {"loading"|"ready"|"failed"} */
    this.phase = "loading";
    this.why = "";
    /** @type {import("./queue.js").Filter} */
    this.filter = { ...EVERYTHING };
    /** @type {string|null} the open case */
    this.selected = null;
    /** @type {Map<string, string>} case → why its talk could not be fetched; "" while it is being fetched */
    this.fetching = new Map();
    /** @type {Map<string, Notice>} case → what the last action met */
    this.notices = new Map();
    /** @type {Map<string, string>} case → the moment the person left, for which writing was unlocked */
    this.unlocked = new Map();
    /** @type {Set<string>} cases with an action under way */
    this.acting = new Set();
    /** @type {Set<() => void>} */
    this.listeners = new Set();
    this.telling = false;
    this.toldAt = -FLOOD_MS;
    this.alarm = new Alarm(this);
    this.sending = new Sending({ drafts, post: (outgoing) => this.#post(outgoing), changed: () => this.changed() });
    this.live = new Live({
      after: () => this.state.after,
      heard: (frame) => this.#heard(frame),
      startAgain: () => this.#startAgain(),
      session: () => this.api.session(),
      changed: (state) => this.#liveChanged(state),
    });
  }

  /** Fetch the queue, then listen. */
  async start() {
    this.phase = "loading";
    this.changed();
    try {
      this.state.reset(await this.api.snapshot());
    } catch (error) {
      this.phase = "failed";
      this.why = code(error);
      this.changed();
      return;
    }
    this.phase = "ready";
    this.sending.restore();
    this.live.start();
    this.changed();
  }

  stop() {
    this.live.stop();
    this.alarm.stop();
    this.listeners.clear();
  }

  /** Something may look different now. Views are told at once, and in a flood of changes each few frames. */
  changed() {
    if (this.telling) return;
    this.telling = true;
    const tell = () => {
      this.telling = false;
      for (const listener of this.listeners) listener();
      this.toldAt = performance.now();
    };
    const rest = this.toldAt + FLOOD_MS - performance.now();
    if (rest <= 0) queueMicrotask(tell);
    else setTimeout(tell, rest);
  }

  get queue() {
    return shown(this.state.openCases(), this.filter, this.me.id);
  }

  get current() {
    return this.selected === null ? null : this.state.case(this.selected);
  }

  /** @param {Case} each */
  isMine(each) {
    return each.state === "claimed" && each.owner?.id === this.me.id;
  }

  /** Locked because the person left and this agent did not decide otherwise. @param {Case} each */
  isLocked(each) {
    return each.left !== null && this.unlocked.get(each.id) !== each.left;
  }

  /** @param {Partial<import("./queue.js").Filter>} change */
  show(change) {
    this.filter = { ...this.filter, ...change };
    this.changed();
  }

  /** @param {string} id */
  open(id) {
    const found = this.state.case(id);
    if (found === null) return;
    if (this.selected !== id) this.notices.delete(id);
    this.selected = id;
    if (this.state.talk(found.conversation) === null) void this.fetchTalk(id);
    this.changed();
  }

  /** @param {string} id */
  async fetchTalk(id) {
    const conversation = this.state.case(id)?.conversation;
    if (conversation === undefined || this.fetching.get(id) === "") return;
    this.fetching.set(id, "");
    this.state.expectTalk(conversation);
    this.changed();
    const { talks } = this.state;
    try {
      const answer = await this.api.openCase(id);
      // A fresh snapshot came between: what this answer does not hold may have been missed.
      if (talks !== this.state.talks) return;
      this.state.putCase(answer.case, answer.number);
      this.state.loadTalk(answer.case.conversation, answer.messages, answer.number);
      for (const message of answer.messages) this.sending.arrived(message.client_id);
      this.fetching.delete(id);
    } catch (error) {
      if (talks === this.state.talks) this.fetching.set(id, code(error));
    }
    this.changed();
  }

  /** @param {Case} each */
  seen(each) {
    if (this.state.seen(each.conversation)) this.changed();
  }

  /** @param {Case} each */
  claim(each) {
    return this.#act(each, "claim");
  }

  /** @param {Case} each */
  handBack(each) {
    return this.#act(each, "hand-back");
  }

  /**
   * @param {Case} each
   * @param {string} disposition
   * @param {string} note
   * @param {number} seen the last position on the screen when the agent began to close it
   */
  resolve(each, disposition, note, seen) {
    return this.#act(each, "resolve", { disposition, note, seen });
  }

  /** The last position on the screen. @param {Case} each */
  lastSeen(each) {
    return this.state.talk(each.conversation)?.at(-1)?.position ?? 0;
  }

  /** @param {Case} each @param {string} text */
  say(each, text) {
    this.notices.delete(each.id);
    this.drafts.keep(each.id, "");
    this.sending.add(each.id, text, each.left !== null);
  }

  /** @param {Case} each @param {boolean} unlock */
  unlock(each, unlock) {
    if (unlock && each.left !== null) this.unlocked.set(each.id, each.left);
    else this.unlocked.delete(each.id);
    this.changed();
  }

  /**
   * @param {Case} each
   * @param {"claim"|"hand-back"|"resolve"} what
   * @param {object} [body]
   * @returns {Promise<boolean>} whether it was done
   */
  async #act(each, what, body) {
    if (this.acting.has(each.id)) return false;
    this.acting.add(each.id);
    this.notices.delete(each.id);
    this.changed();
    try {
      const answer = await this.api.act(each.id, what, body);
      this.state.putCase(answer.case, null);
      return true;
    } catch (error) {
      this.#refused(each.id, error);
      return false;
    } finally {
      this.acting.delete(each.id);
      this.changed();
    }
  }

  /** @param {import("./sending.js").Outgoing} outgoing */
  async #post(outgoing) {
    const { id, text, althoughLeft } = outgoing;
    try {
      const answer = await this.api.act(outgoing.case, "messages", { id, text, although_left: althoughLeft });
      this.state.putMessage(answer.message, null);
    } catch (error) {
      this.#refused(outgoing.case, error);
      throw error;
    }
  }

  /** Say in words why it did not happen, and show the case as it stands. @param {string} id @param {unknown} error */
  #refused(id, error) {
    const given = error instanceof ApiError ? error.body["case"] : null;
    if (given) this.state.putCase(given, null);
    const owner = this.state.case(id)?.owner?.name;
    const key = code(error);
    const named = key === "taken" || key === "not_yours";
    /** @type {Notice} */
    const notice = named
      ? owner ? { key: `errors.${key}`, values: { name: owner } } : { key: `errors.${key}_nameless` }
      : { key: `errors.${key}` };
    this.notices.set(id, notice);
    announce(this.texts.name(notice.key, this.texts.say("errors.fault")).replace("{name}", owner ?? ""), "at-once");
    this.changed();
  }

  /** @param {Frame} frame */
  #heard(frame) {
    this.state.apply(frame);
    if (frame.type === "message") {
      this.sending.arrived(frame.message.client_id);
      const open = this.current;
      if (frame.message.author === "person" && open?.conversation === frame.message.conversation) {
        announce(this.texts.say("talk.said_new", { text: frame.message.text.slice(0, 300) }));
      }
    }
    this.changed();
  }

  async #startAgain() {
    const selected = this.current;
    this.state.reset(await this.api.snapshot());
    this.fetching.clear();
    if (selected === null) return;
    // Closed meanwhile, it is in no snapshot: shown as it was until its own answer comes.
    if (this.state.case(selected.id) === null) this.state.putCase(selected, null);
    await this.fetchTalk(selected.id);
  }

  /** @param {import("./live.js").LiveState} state */
  #liveChanged(state) {
    if (state === "live" && this.toldLost) announce(this.texts.say("live.said_back"));
    if (state === "reconnecting") announce(this.texts.say("live.said_lost"), "at-once");
    this.toldLost = state === "reconnecting";
    if (state === "signed_out") this.api.signedOut();
    this.changed();
  }

  /** Whether the agent was told that the line is lost. */
  toldLost = false;
}

/** @param {unknown} error */
function code(error) {
  return error instanceof ApiError ? error.code : "fault";
}
