"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { chordOf, isTyping, matchShortcut } from "@/components/layout/shortcut-keys";
import { ShortcutSheet } from "@/components/ui/shortcut-sheet";

export type Shortcut = {
  /** One chord (`f`, `shift+?`, `mod+k`) or a sequence of two (`g m`). */
  keys: string;
  label: string;
  /** Heading in the sheet; the page's own by default. */
  group?: string;
  onPress: () => void;
};

type ShortcutRegistry = {
  register: (shortcuts: readonly Shortcut[]) => () => void;
  openSheet: () => void;
};

const ShortcutContext = createContext<ShortcutRegistry>({
  register: () => () => {},
  openSheet: () => {},
});

const SEQUENCE_MS = 1_200;
const STORAGE_KEY = "stellwerk.shortcuts";

/** Listens once for the whole application, shows the sheet on `?`, and can be switched off. */
export function ShortcutProvider({ children }: { children: ReactNode }) {
  const [sets, setSets] = useState<readonly (readonly Shortcut[])[]>([]);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const [isEnabled, setEnabled] = useState(true);
  const shortcuts = useMemo(() => sets.flat(), [sets]);

  useEffect(() => setEnabled(localStorage.getItem(STORAGE_KEY) !== "off"), []);

  const register = useCallback((set: readonly Shortcut[]) => {
    setSets((current) => [...current, set]);
    return () => setSets((current) => current.filter((other) => other !== set));
  }, []);
  const openSheet = useCallback(() => setSheetOpen(true), []);
  const registry = useMemo(() => ({ register, openSheet }), [register, openSheet]);

  useShortcutListener({ shortcuts, isEnabled, onHelp: openSheet });

  return (
    <ShortcutContext value={registry}>
      {children}
      <ShortcutSheet
        open={isSheetOpen}
        onOpenChange={setSheetOpen}
        groups={groupsOf(shortcuts)}
        isEnabled={isEnabled}
        onEnabledChange={(next) => {
          setEnabled(next);
          localStorage.setItem(STORAGE_KEY, next ? "on" : "off");
        }}
      />
    </ShortcutContext>
  );
}

function useShortcutListener(options: {
  shortcuts: readonly Shortcut[];
  isEnabled: boolean;
  onHelp: () => void;
}): void {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    let pressed: { chord: string; at: number } | undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      const { shortcuts, isEnabled, onHelp } = latest.current;
      const chord = chordOf(event);
      if (chord === undefined || !isMeant(event, chord, isEnabled)) return;
      const isSequence = pressed !== undefined && event.timeStamp - pressed.at < SEQUENCE_MS;
      const match = matchShortcut(
        [{ keys: "?", onPress: onHelp }, ...shortcuts],
        isSequence ? pressed?.chord : undefined,
        chord,
      );
      pressed = match === "pending" ? { chord, at: event.timeStamp } : undefined;
      if (match === undefined || match === "pending") return;
      event.preventDefault();
      match.onPress();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

/** A single key counts only outside fields, dialogs and menus, and only while switched on. */
function isMeant(event: KeyboardEvent, chord: string, isEnabled: boolean): boolean {
  if (event.defaultPrevented) return false;
  if (chord.startsWith("mod+")) return true;
  return isEnabled && !isTyping(event.target) && !isInDialog(event.target);
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null;
}

function groupsOf(shortcuts: readonly Shortcut[]) {
  const groups = new Map<string, { keys: string; label: string }[]>();
  for (const { keys, label, group = "This page" } of shortcuts) {
    groups.set(group, [...(groups.get(group) ?? []), { keys, label }]);
  }
  const shown = [...groups].map(([title, items]) => ({ title, items }));
  return [...shown, { title: "Help", items: [{ keys: "?", label: "Show this sheet" }] }];
}

/** Shortcuts that live as long as the component; `shortcuts` should be stable or memoised. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const { register } = useContext(ShortcutContext);
  useEffect(() => register(shortcuts), [register, shortcuts]);
}

/** Opens the sheet of shortcuts, for a button that makes it discoverable. */
export function useShortcutSheet(): () => void {
  return useContext(ShortcutContext).openSheet;
}
