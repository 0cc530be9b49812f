/** Sets language, direction and theme before the first paint, so that nothing flips. Runs before all else. */
(() => {
  const page = document.documentElement;
  /** @param {string} key */
  const remembered = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const spoken = navigator.languages.map((each) => each.slice(0, 2)).find((each) => each === "ar" || each === "en");
  const language = remembered("bab.desk.language") ?? spoken;
  page.lang = language === "en" ? "en" : "ar";
  page.dir = page.lang === "ar" ? "rtl" : "ltr";
  const theme = remembered("bab.desk.theme");
  if (theme === "light" || theme === "dark") page.dataset["theme"] = theme;
})();
