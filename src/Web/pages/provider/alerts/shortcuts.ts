const key = "dispatch.provider.shortcuts";

/** Single keys can be switched off, for those who speak to their computer (WCAG 2.1.4). */
export function areShortcutsOn(): boolean {
  return localStorage.getItem(key) !== "off";
}

export function setShortcuts(on: boolean): void {
  localStorage.setItem(key, on ? "on" : "off");
}

/** The key that was meant as a shortcut: not while something is typed or asked. */
export function shortcutOf(event: KeyboardEvent): string | undefined {
  const isTyping = event.target instanceof HTMLElement && event.target.closest("input, textarea, select, [contenteditable]");
  const isAsked = document.querySelector("dialog[open]");
  return !areShortcutsOn() || event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping || isAsked
    ? undefined
    : event.key.toLowerCase();
}
