/** What a reader chose, kept in this browser. */

type Theme = "light" | "dark" | "";

function read(name: string): string {
  try {
    return localStorage.getItem(`mkg.${name}`) ?? "";
  } catch {
    return ""; // a browser that keeps nothing
  }
}

function keep(name: string, value: string): void {
  try {
    if (value) localStorage.setItem(`mkg.${name}`, value);
    else localStorage.removeItem(`mkg.${name}`);
  } catch {
    // the choice holds for this page alone
  }
}

/** Theme that is shown: the reader's, else that of the system. */
export function theme(): "light" | "dark" {
  const chosen = document.documentElement.dataset.theme as Theme;
  return chosen || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

export function useTheme(chosen: Theme = read("theme") as Theme): void {
  if (chosen) document.documentElement.dataset.theme = chosen;
  else delete document.documentElement.dataset.theme;
  keep("theme", chosen);
}

/** Language of labels: `en` or `ru`. */
export function language(): string {
  return read("language") || "en";
}

export function useLanguage(chosen: string): void {
  keep("language", chosen === "en" ? "" : chosen);
}
