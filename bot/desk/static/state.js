/**
 * What this browser believes: cases, talks, unread messages, and the number to resume from.
 *
 * Pure: no clock, no network, no page. Every event carries a thing as it stands, so that applying events in
 * any order, any number of times, ends where a fresh snapshot would (tests/unit/desk_files).
 *
 * @typedef {import("./types.js").Case} Case
 * @typedef {import("./types.js").Message} Message
 * @typedef {import("./types.js").Frame} Frame
 * @typedef {import("./types.js").Snapshot} Snapshot
 */

/** How far a message has come; an answer without a number never takes it back. @type {Record<string, number>} */
const PROGRESS = { queued: 0, unknown: 1, sent: 2, delivered: 3, read: 4, failed: 5 };

export class DeskState {
  constructor() {
    /** @type {Map<string, {number: number, case: Case}>} resolved ones too, lest a late frame revive them */
    this.kept = new Map();
    /** @type {Map<string, Map<string, {number: number, message: Message}>>} expected or loaded conversations only */
    this.talks = new Map();
    /** @type {Set<string>} conversations that are whole */
    this.loaded = new Set();
    /** @type {Map<string, Set<string>>} conversation → the person's messages not yet looked at */
    this.unread = new Map();
    /** Everything up to here has certainly arrived. */
    this.after = 0;
    /** The number of the snapshot it all began with. */
    this.base = 0;
  }

  /** Begin again from a snapshot. What is unread stays unread. @param {Snapshot} snapshot */
  reset(snapshot) {
    this.kept = new Map(snapshot.cases.map((each) => [each.id, { number: snapshot.number, case: each }]));
    this.talks = new Map();
    this.loaded = new Set();
    this.after = this.base = snapshot.number;
    const open = new Set(snapshot.cases.map((each) => each.conversation));
    for (const conversation of this.unread.keys()) if (!open.has(conversation)) this.unread.delete(conversation);
  }

  /** @param {Frame} frame */
  apply(frame) {
    // Older than the snapshot: it is in there, or was over by then.
    if ("number" in frame && frame.number <= this.base && frame.type !== "live") return;
    if (frame.type === "case") this.putCase(frame.case, frame.number);
    else if (frame.type === "message") this.#arrived(frame.message, frame.number);
    if (!("number" in frame)) return;
    // One number may cover several frames, so a number is only complete once something later is heard.
    this.after = Math.max(this.after, frame.type === "live" ? frame.number : frame.number - 1);
  }

  /**
   * Keep a case unless a newer one is known. An answer to a request has no number: only its version speaks.
   * @param {Case} next
   * @param {number|null} number
   */
  putCase(next, number) {
    const known = this.kept.get(next.id);
    if (known !== undefined) {
      if (next.version < known.case.version) return;
      if (next.version === known.case.version && (number === null || number < known.number)) return;
    }
    this.kept.set(next.id, { number: Math.max(number ?? 0, known?.number ?? 0), case: next });
  }

  /** Keep this conversation's messages from now on: it is being fetched. @param {string} conversation */
  expectTalk(conversation) {
    if (!this.talks.has(conversation)) this.talks.set(conversation, new Map());
  }

  /**
   * A whole conversation as it stood at `number`, joined with what events brought since it was expected.
   * @param {string} conversation
   * @param {Message[]} messages
   * @param {number} number
   */
  loadTalk(conversation, messages, number) {
    this.expectTalk(conversation);
    this.loaded.add(conversation);
    for (const message of messages) this.putMessage(message, number);
  }

  /**
   * @param {Message} message
   * @param {number|null} number null: an answer to a request
   */
  putMessage(message, number) {
    const talk = this.talks.get(message.conversation);
    if (talk === undefined) return;
    const known = talk.get(message.id);
    if (known !== undefined) {
      if (number === null && progress(message) <= progress(known.message)) return;
      if (number !== null && number < known.number) return;
    }
    talk.set(message.id, { number: Math.max(number ?? 0, known?.number ?? 0), message });
  }

  /** @param {string} conversation */
  seen(conversation) {
    return this.unread.delete(conversation);
  }

  /** @param {string} conversation */
  unreadCount(conversation) {
    return this.unread.get(conversation)?.size ?? 0;
  }

  /** @param {string} id @returns {Case|null} */
  case(id) {
    return this.kept.get(id)?.case ?? null;
  }

  /** @returns {Case[]} */
  openCases() {
    return [...this.kept.values()].map((each) => each.case).filter((each) => each.state !== "resolved");
  }

  /** The talk in order, or null when it was not loaded. @param {string} conversation @returns {Message[]|null} */
  talk(conversation) {
    const talk = this.talks.get(conversation);
    if (talk === undefined || !this.loaded.has(conversation)) return null;
    return [...talk.values()].map((each) => each.message).sort((one, other) => one.position - other.position);
  }

  /** @param {Message} message @param {number} number */
  #arrived(message, number) {
    if (message.author === "person" && number > this.after && !this.#isKnown(message)) {
      const unread = this.unread.get(message.conversation) ?? new Set();
      this.unread.set(message.conversation, unread.add(message.id));
    }
    this.putMessage(message, number);
  }

  /** @param {Message} message */
  #isKnown(message) {
    return this.talks.get(message.conversation)?.has(message.id) ?? false;
  }
}

/** @param {Message} message */
function progress(message) {
  return PROGRESS[message.state ?? ""] ?? -1;
}
