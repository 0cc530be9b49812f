// Small elements in one line, without ever reading text as markup.

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | boolean | EventListener>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

const DRAWING = "http:" + "//www.w3.org/2000/svg";

/** A decorative line drawing in a 24 × 24 box. @param {string} path @param {string} [kind] */
export function icon(path, kind = "icon") {
  const picture = document.createElementNS(DRAWING, "svg");
  const line = document.createElementNS(DRAWING, "path");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  picture.setAttribute("class", kind);
  line.setAttribute("d", path);
  picture.append(line);
  return picture;
}

/** Numbers one can call and addresses one can open, inside words. @param {string} text @param {string[]} numbers */
export function linked(text, numbers) {
  const digits = numbers.filter((number) => /^\+?\d+$/.test(number)).map((number) => number.replace("+", "\\+"));
  const pattern = new RegExp(`(https?://[^\\s<>"]*[^\\s<>".,;:!?،؛؟)])${digits.length ? `|(?<!\\d)(${digits.join("|")})(?!\\d)` : ""}`, "g");
  /** @type {(Node | string)[]} */
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    const [found, address] = match;
    parts.push(text.slice(from, match.index));
    parts.push(
      address
        ? make("a", { href: address, target: "_blank", rel: "noopener noreferrer", dir: "ltr" }, found)
        : make("a", { href: `tel:${found}`, dir: "ltr" }, found),
    );
    from = match.index + found.length;
  }
  return [...parts, text.slice(from)];
}
