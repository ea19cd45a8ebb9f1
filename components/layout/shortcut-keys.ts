type KeyPress = {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
};

/** The name of a key press: `f`, `?`, `mod+k`, `shift+enter`; undefined for a modifier alone. */
export function chordOf(press: KeyPress): string | undefined {
  if (["Control", "Meta", "Alt", "Shift"].includes(press.key) || press.altKey) return undefined;
  const key = press.key.toLowerCase();
  const isLetterLike = press.key.length === 1;
  // Shift is part of a printed character (`?`) already, but not of Enter or an arrow.
  const shift = press.shiftKey && (!isLetterLike || /[a-z]/.test(key)) ? "shift+" : "";
  return `${press.ctrlKey || press.metaKey ? "mod+" : ""}${shift}${key}`;
}

/** The shortcut that a chord completes, "pending" when it only begins one, otherwise undefined. */
export function matchShortcut<Shortcut extends { keys: string }>(
  shortcuts: readonly Shortcut[],
  before: string | undefined,
  chord: string,
): Shortcut | "pending" | undefined {
  const inSequence =
    before === undefined
      ? undefined
      : shortcuts.findLast((shortcut) => shortcut.keys === `${before} ${chord}`);
  const alone = shortcuts.findLast((shortcut) => shortcut.keys === chord);
  const begins = shortcuts.some((shortcut) => shortcut.keys.startsWith(`${chord} `));
  return inSequence ?? alone ?? (begins ? "pending" : undefined);
}

/** True inside anything that takes typed text, where a letter must stay a letter. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest("input, textarea, select, [role='combobox']") !== null
  );
}
