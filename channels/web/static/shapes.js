// The shapes that pass between the modules and over the line (docs/protocols/widget.md). Types only: no browser
// ever fetches this file.

/** @typedef {"ar" | "en"} Language */
/** @typedef {Record<string, string>} Texts */
/** @typedef {{ title: string, payload: string }} Tap */

/**
 * @typedef {object} Settings
 * @property {string} hotline
 * @property {string} emergency
 * @property {string} exit_url
 * @property {Record<Language, string>} organisation
 */

/**
 * What the person wrote and the door has not accepted yet; sent again unchanged until it has.
 * @typedef {object} Unsent
 * @property {string} id
 * @property {string} text
 * @property {string | null} payload
 * @property {Language} language
 * @property {string} at
 */

/**
 * @typedef {object} Message
 * @property {"message"} type
 * @property {number} position
 * @property {"bot" | "agent" | "person"} author
 * @property {string} name
 * @property {string} text
 * @property {Tap[]} buttons
 * @property {string} at
 * @property {string | null} id
 */

/** @typedef {{ type: "welcome", version: number, token: string, left: boolean }} Welcome */
/** @typedef {{ type: "accepted", id: string, position: number }} Accepted */
/** @typedef {{ type: "error", code: string, id: string | null }} Refusal */
/** @typedef {Message | Welcome | Accepted | Refusal | { type: "pong" }} FromDoor */

/** @typedef {{ type: "hello", version: 1, token: string | null, seen: number, language: Language }} Hello */
/** @typedef {{ type: "send", id: string, text: string, payload: string | null, language: Language }} Send */
/** @typedef {Hello | Send | { type: "seen", position: number } | { type: "exit" } | { type: "ping" }} ToDoor */

/**
 * One way to the door. `open` says hello; frames are heard until `down` is called, once.
 * @typedef {object} Line
 * @property {(hello: Hello) => void} open
 * @property {(frame: ToDoor) => void} send
 * @property {() => void} check Finds out soon whether the line still lives.
 * @property {() => void} close Nothing is heard afterwards, not even `down`.
 */

/** @typedef {{ hear: (frame: FromDoor) => void, down: () => void }} Ears */

/**
 * One line of the talk as it is shown.
 * @typedef {object} Spoken
 * @property {number} order Infinity until the door has given it a position.
 * @property {"bot" | "agent" | "person"} author
 * @property {string} name
 * @property {string} text
 * @property {Tap[]} buttons
 * @property {string} at
 * @property {string | null} id
 * @property {"waiting" | "kept" | "refused"} state
 * @property {string} why The code of a refusal.
 */

export {};
