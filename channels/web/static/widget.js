// The loader: <script src="…/widget.js" async data-language="ar|en|auto"></script> puts the chat's button on a
// page. It owns that button only; the chat itself is fetched when the button is reached for, or at once when
// this tab already holds a talk.
(() => {
  const script = /** @type {HTMLScriptElement | null} */ (
    document.currentScript ?? document.querySelector('script[src*="widget.js"]')
  );
  if (!script) return;
  const app = new URL("widget/files/app.js", script.src).href;
  const wanted = script.dataset.language ?? "auto";
  /** @param {string} key */
  const kept = (key) => {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const language =
    kept("bab.language") ??
    [wanted, document.documentElement.lang, ...navigator.languages, "ar"]
      .map((tag) => tag.slice(0, 2).toLowerCase())
      .find((tag) => tag === "ar" || tag === "en") ??
    "ar";
  const [title, retry] =
    language === "ar" ? ["تحدث معنا", "لا يوجد اتصال، حاول مرة أخرى"] : ["Chat with us", "No connection, try again"];

  const style = `:host{position:fixed;z-index:2147483000;inset-block-end:1rem;inset-inline-end:1rem;print-color-adjust:exact}
.launch{all:unset;box-sizing:border-box;display:flex;align-items:center;gap:.6rem;min-block-size:3.5rem;padding-inline:1.15rem 1.4rem;border-radius:2rem;cursor:pointer;background:#0b5a5e;color:#fff;font:600 1rem/1.4 "Noto Sans Arabic","Segoe UI",Tahoma,system-ui,sans-serif;box-shadow:0 .4rem 1.4rem #0b2a2c55}
.launch:hover{background:#084649}.launch:focus-visible{outline:3px solid #fff;box-shadow:0 0 0 6px #0b2a2c}.launch[hidden]{display:none}
svg{inline-size:1.6rem;block-size:1.6rem;flex:none}@media print{:host{display:none}}`;

  function place() {
    if (document.querySelector("bab-chat")) return;
    const host = document.createElement("bab-chat");
    host.setAttribute("language", language);
    if (wanted === "auto") host.setAttribute("follows-page", "");
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    const root = host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    const button = document.createElement("button");
    button.className = "launch";
    button.type = "button";
    button.lang = language;
    button.dir = language === "ar" ? "rtl" : "ltr";
    const label = document.createElement("span");
    label.textContent = title;
    const drawing = "http:" + "//www.w3.org/2000/svg";
    const icon = document.createElementNS(drawing, "svg");
    const path = document.createElementNS(drawing, "path");
    icon.setAttribute("viewBox", "0 0 24 24");
    icon.setAttribute("aria-hidden", "true");
    path.setAttribute("fill", "currentColor");
    path.setAttribute("d", "M5 4h14a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3h-6l-5 4v-4H5a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3Z");
    icon.append(path);
    button.append(icon, label);
    root.append(button);
    document.body.append(host);

    let attempt = 0;
    /** @type {Promise<unknown> | null} */
    let loading = null;
    // A browser may remember that a module could not be fetched: another attempt asks for another address.
    const load = () =>
      (loading ??= import(attempt++ ? `${app}?${attempt}` : app).catch((error) => {
        loading = null;
        throw error;
      }));
    const show = () =>
      load().then(
        () => /** @type {any} */ (host).open(),
        () => (label.textContent = retry),
      );
    button.addEventListener("click", show);
    for (const near of ["pointerenter", "focus"]) button.addEventListener(near, () => load().catch(() => {}), { once: true });
    if (kept("bab.token") ?? kept("bab.unsent")) load().catch(() => {});
  }

  if (document.body) place();
  else document.addEventListener("DOMContentLoaded", place);
})();
