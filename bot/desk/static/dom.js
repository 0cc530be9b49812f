/**
 * Builds page elements. Text only ever becomes text: there is no way here to turn a string into markup, and
 * none to set a style or a handler by attribute.
 *
 * @typedef {Node|string|null|undefined|false} Child
 */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, unknown>} [properties] `onclick` and the like are listeners; true sets a bare attribute
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else set(element, name, value);
  }
  element.append(...children.filter(isNode));
  return element;
}

/** @param {Element} element @param {string} name @param {unknown} value */
export function set(element, name, value) {
  if (value === false || value === null || value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}

/** Change text only when it differs: a selection or a screen reader's place is not lost for nothing. @param {Element} element @param {string} text */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Rebuild what is inside `box` when `key` changed. Focus stays on the element of the same data-focus.
 * @param {HTMLElement} box
 * @param {unknown} key
 * @param {() => Child[]} build
 */
export function rebuild(box, key, build) {
  const next = JSON.stringify(key);
  if (built.get(box) === next) return;
  built.set(box, next);
  const active = document.activeElement;
  const held = active instanceof HTMLElement && box.contains(active) ? active.dataset["focus"] : undefined;
  box.replaceChildren(...build().filter(isNode));
  if (held !== undefined) focusOn(box, held);
}

/** @type {WeakMap<Element, string>} */
const built = new WeakMap();

/**
 * Whether `element` was last drawn from these very things; notes them for the next time. Cheaper than a key:
 * what comes from the door is replaced when it changes, never altered.
 * @param {Element} element
 * @param {unknown[]} things
 */
export function isDrawnFrom(element, things) {
  const before = drawn.get(element);
  drawn.set(element, things);
  return before !== undefined && before.length === things.length && before.every((each, index) => each === things[index]);
}

/** @type {WeakMap<Element, unknown[]>} */
const drawn = new WeakMap();

/** @param {ParentNode} box @param {string} name of a data-focus */
export function focusOn(box, name) {
  const found = box.querySelector(`[data-focus="${CSS.escape(name)}"]`);
  if (found instanceof HTMLElement) found.focus();
}

/**
 * Keep one element per key, in order, reusing those that are there.
 * @template T
 * @param {HTMLElement} list
 * @param {readonly T[]} items
 * @param {(item: T) => string} key
 * @param {(item: T) => HTMLElement} make
 * @param {(element: HTMLElement, item: T) => boolean} update whether the element changed
 * @returns {boolean} whether anything changed
 */
export function reconcile(list, items, key, make, update) {
  const active = document.activeElement;
  /** @type {Map<string, HTMLElement>} */
  const old = new Map();
  for (const child of [...list.children]) if (child instanceof HTMLElement) old.set(child.dataset["key"] ?? "", child);
  let place = list.firstElementChild;
  let changed = false;
  for (const item of items) {
    const id = key(item);
    let element = old.get(id);
    if (element === undefined) {
      element = make(item);
      element.dataset["key"] = id;
      changed = true;
    }
    old.delete(id);
    changed = update(element, item) || changed;
    if (element === place) place = place.nextElementSibling;
    else list.insertBefore(element, place);
  }
  for (const gone of old.values()) {
    gone.remove();
    changed = true;
  }
  // Moving an element takes its focus away.
  if (active instanceof HTMLElement && active !== document.activeElement && list.contains(active)) active.focus();
  return changed;
}

/** A piece of text whose direction is its own. @param {string} text @param {string} [name] class */
export function bdi(text, name) {
  return h("bdi", name === undefined ? {} : { class: name }, text);
}

/** @param {Child} child @returns {child is Node|string} */
function isNode(child) {
  return child !== null && child !== undefined && child !== false;
}
