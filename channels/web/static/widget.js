// The loader: <script src=".../widget.js" async data-language="ar|en|auto"></script> puts the chat's button on a page.
// It owns that button only; the chat is fetched when one reaches for it, or at once when this tab holds a talk.
(() => {
  const page = document.documentElement;
  const script = /** @type {HTMLScriptElement | null} */ (
    document.currentScript ?? document.querySelector('script[src*="widget.js"]')
  );
  if (!script) return;
  const app = new URL("widget/files/app.js", script.src).href;
  /** @param {string} key */
  const kept = (key) => {
    try {
      return sessionStorage.getItem("bab." + key);
    } catch {
      return null;
    }
  };
  const language = () =>
    [kept("language"), script.dataset.language, page.lang, ...navigator.languages]
      .map((tag) => tag?.slice(0, 2).toLowerCase())
      .find((tag) => tag === "ar" || tag === "en") ?? "ar";
  // As escapes: a classic script is read in the page's encoding, which need not be UTF-8.
  const titles = /** @type {Record<string, string[]>} */ ({
    ar: ["\u062a\u062d\u062f\u062b \u0645\u0639\u0646\u0627", "\u0644\u0627 \u064a\u0648\u062c\u062f \u0627\u062a\u0635\u0627\u0644\u060c \u062d\u0627\u0648\u0644 \u0645\u0631\u0629 \u0623\u062e\u0631\u0649"],
    en: ["Chat with us", "No connection, try again"],
  });
  const style = `:host{position:fixed;z-index:2147483000;inset-block-end:1rem;inset-inline-end:1rem}
.launch{all:unset;box-sizing:border-box;display:flex;align-items:center;gap:.7rem;min-block-size:3.5rem;padding-inline:1.3rem;border-radius:2rem;cursor:pointer;background:#0b5a5e;color:#fff;font:600 1rem/1.4 "Noto Sans Arabic","Segoe UI",Tahoma,system-ui,sans-serif;box-shadow:0 .4rem 1.4rem #0b2a2c55}
.launch::before{content:"";inline-size:1.5rem;block-size:1.2rem;border-radius:.5rem;border-end-start-radius:0;background:currentcolor}
.launch:hover{background:#084649}.launch:focus-visible{outline:3px solid #fff;box-shadow:0 0 0 6px #0b2a2c}`;

  const place = () => {
    if (document.querySelector("bab-chat")) return;
    const host = document.createElement("bab-chat");
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    const button = document.createElement("button");
    const label = document.createElement("span");
    button.className = "launch";
    button.type = "button";
    button.append(label);
    /** @param {number} which */
    const paint = (which) => {
      const now = language();
      button.lang = now;
      button.dir = now === "ar" ? "rtl" : "ltr";
      label.textContent = titles[now]?.[which] ?? "";
      host.setAttribute("language", now);
    };
    paint(0);
    new MutationObserver(() => paint(0)).observe(page, { attributeFilter: ["lang"] });
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
    const early = () => void load().catch(() => {});
    button.onclick = () => load().then(() => /** @type {any} */ (host).open(), () => paint(1));
    button.onpointerenter = button.onfocus = early;
    if (kept("open") ?? kept("token") ?? kept("unsent")) early();
  };

  if (document.body) place();
  else document.addEventListener("DOMContentLoaded", place);
})();
