// The demo page: shows it in one language or the other, and opens the chat from its own button.

const TITLES = {
  ar: "مركز الاتصال | دائرة الخدمات الاجتماعية بالشارقة",
  en: "Contact centre | Sharjah Social Services Department",
};
const page = document.documentElement;
const toggle = /** @type {HTMLButtonElement} */ (document.getElementById("language"));

/** @param {"ar" | "en"} language */
function speak(language) {
  page.lang = language;
  page.dir = language === "ar" ? "rtl" : "ltr";
  document.title = TITLES[language];
  const other = language === "ar" ? "en" : "ar";
  toggle.lang = other;
  toggle.textContent = other === "ar" ? "العربية" : "English";
  toggle.onclick = () => {
    // In the address, so that a reload keeps it and nothing is stored.
    history.replaceState(null, "", `?lang=${other}`);
    speak(other);
  };
}

speak(new URLSearchParams(location.search).get("lang") === "en" ? "en" : "ar");

document.getElementById("write")?.addEventListener("click", () => {
  const launcher = document.querySelector("bab-chat")?.shadowRoot?.querySelector("button");
  launcher?.click();
});
