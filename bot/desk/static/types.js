/**
 * The shapes of docs/protocols/desk.md, for the type checker and the reader; nothing here runs.
 *
 * @typedef {"emergency"|"urgent"|"attention"|"routine"} Urgency
 * @typedef {"waiting"|"claimed"|"resolved"} CaseState
 * @typedef {{id: string, name: string}} Owner
 * @typedef {{id: string, name: string, role: string}} Agent
 *
 * @typedef {object} Flag
 * @property {string} source
 * @property {string} text
 * @property {Urgency} urgency
 * @property {string|null} message
 * @property {number|null} start  UTF-16 units of the message's text
 * @property {number|null} end
 *
 * @typedef {object} Case
 * @property {string} id
 * @property {string} reference
 * @property {string} conversation
 * @property {CaseState} state
 * @property {Urgency} urgency
 * @property {string} line
 * @property {string} kind
 * @property {Owner|null} owner
 * @property {string} opened_at
 * @property {string|null} waiting_since
 * @property {string|null} claimed_at
 * @property {string|null} resolved_at
 * @property {string|null} disposition
 * @property {string} channel
 * @property {string|null} language
 * @property {string|null} left
 * @property {boolean} wants_human
 * @property {boolean} misunderstood
 * @property {Record<string, string>} details
 * @property {Flag[]} flags
 * @property {boolean} bot_is_asking
 * @property {number} version
 *
 * @typedef {object} Message
 * @property {string} id
 * @property {string} conversation
 * @property {number} position
 * @property {"person"|"bot"|"door"|"agent"} author
 * @property {string} name
 * @property {string} text
 * @property {string} kind
 * @property {string[]} buttons
 * @property {string} at
 * @property {string|null} state
 * @property {string|null} fault
 * @property {string|null} client_id
 *
 * @typedef {{number: number, cases: Case[], me: Agent}} Snapshot
 * @typedef {{number: number, case: Case, messages: Message[]}} CaseAnswer
 * @typedef {{agent: Agent, csrf: string}} SessionAnswer
 *
 * @typedef {{type: "case", number: number, case: Case}} CaseFrame
 * @typedef {{type: "message", number: number, message: Message}} MessageFrame
 * @typedef {{type: "live", number: number}} LiveFrame
 * @typedef {{type: "stale"}|{type: "signed_out"}} EndFrame
 * @typedef {CaseFrame|MessageFrame|LiveFrame|EndFrame} Frame
 */

export {};
