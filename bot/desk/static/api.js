/**
 * The desk's requests. Owns the CSRF token, the deadline, and turning every failure into a code the page has
 * words for. Refuses to repeat anything by itself, but for a CSRF token renewed in another tab.
 */
import { noteServerTime } from "./clock.js";

const BASE = "/desk/api";
const DEADLINE_MS = 15_000;

export class ApiError extends Error {
  /**
   * @param {string} code as the door names it, or "unreachable", "no_answer"
   * @param {number} status 0 when there was no answer
   * @param {Record<string, any>} body
   */
  constructor(code, status, body) {
    super(code);
    this.code = code;
    this.status = status;
    this.body = body;
  }
}

export class Api {
  /** @param {() => void} signedOut called when the door no longer knows this session */
  constructor(signedOut) {
    this.signedOut = signedOut;
    this.csrf = "";
    this.agent = "";
  }

  /** @param {string} login @param {string} password */
  async signIn(login, password) {
    return this.#keep(await this.#request("POST", "/session", { login, password }));
  }

  /** @returns {Promise<import("./types.js").SessionAnswer>} */
  async session() {
    return this.#keep(await this.#request("GET", "/session"));
  }

  async signOut() {
    await this.#change("DELETE", "/session");
  }

  /** @returns {Promise<import("./types.js").Snapshot>} */
  snapshot() {
    return this.#guarded(() => this.#request("GET", "/snapshot"));
  }

  /** @param {string} id @returns {Promise<import("./types.js").CaseAnswer>} */
  openCase(id) {
    return this.#guarded(() => this.#request("GET", `/cases/${encodeURIComponent(id)}`));
  }

  /**
   * @param {string} id
   * @param {"claim"|"hand-back"|"resolve"|"messages"} what
   * @param {object} [body]
   * @returns {Promise<any>}
   */
  act(id, what, body = {}) {
    return this.#guarded(() => this.#change("POST", `/cases/${encodeURIComponent(id)}/${what}`, body));
  }

  /** @param {import("./types.js").SessionAnswer} answer */
  #keep(answer) {
    this.csrf = answer.csrf;
    this.agent = answer.agent.id;
    return answer;
  }

  /** @param {() => Promise<any>} request */
  async #guarded(request) {
    try {
      return await request();
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) this.signedOut();
      throw error;
    }
  }

  /** @param {string} method @param {string} path @param {object} [body] */
  async #change(method, path, body) {
    try {
      return await this.#request(method, path, body);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== "bad_csrf") throw error;
      // Signed in again in another tab: the cookie is new, our token is not. Another agent's is not ours to use.
      const agent = this.agent;
      const { agent: now } = await this.session();
      if (now.id !== agent) throw new ApiError("signed_out", 401, {});
      return await this.#request(method, path, body);
    }
  }

  /** @param {string} method @param {string} path @param {object} [body] @returns {Promise<any>} */
  async #request(method, path, body) {
    const response = await this.#fetch(method, path, body);
    const date = response.headers.get("Date");
    if (date !== null) noteServerTime(Date.parse(date));
    if (response.status === 204) return {};
    const answer = await response.json().catch(() => ({}));
    if (!response.ok) throw new ApiError(String(answer.error ?? "fault"), response.status, answer);
    return answer;
  }

  /** @param {string} method @param {string} path @param {object} [body] */
  async #fetch(method, path, body) {
    /** @type {Record<string, string>} */
    const headers = {};
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (method !== "GET") headers["X-CSRF-Token"] = this.csrf;
    try {
      return await fetch(BASE + path, {
        method,
        headers,
        credentials: "same-origin",
        cache: "no-store",
        redirect: "error",
        signal: AbortSignal.timeout(DEADLINE_MS),
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    } catch (error) {
      const late = error instanceof DOMException && error.name === "TimeoutError";
      throw new ApiError(late ? "no_answer" : "unreachable", 0, {});
    }
  }
}
