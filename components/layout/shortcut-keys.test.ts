import { describe, expect, it } from "vitest";
import { chordOf, matchShortcut } from "@/components/layout/shortcut-keys";

const press = (
  key: string,
  modifiers: Partial<Record<"ctrlKey" | "metaKey" | "altKey" | "shiftKey", boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...modifiers,
});

describe("chordOf", () => {
  it("names keys alike on every keyboard", () => {
    expect(chordOf(press("g"))).toBe("g");
    expect(chordOf(press("?", { shiftKey: true }))).toBe("?");
    expect(chordOf(press("K", { metaKey: true }))).toBe("mod+k");
    expect(chordOf(press("k", { ctrlKey: true }))).toBe("mod+k");
    expect(chordOf(press("Enter", { shiftKey: true }))).toBe("shift+enter");
    expect(chordOf(press("R", { shiftKey: true }))).toBe("shift+r");
  });

  it("leaves modifiers and Alt combinations alone", () => {
    expect(chordOf(press("Shift", { shiftKey: true }))).toBeUndefined();
    expect(chordOf(press("l", { altKey: true }))).toBeUndefined();
  });
});

describe("matchShortcut", () => {
  const shortcuts = [{ keys: "g m" }, { keys: "g d" }, { keys: "j" }, { keys: "d" }];

  it("waits for the second key of a sequence", () => {
    expect(matchShortcut(shortcuts, undefined, "g")).toBe("pending");
    expect(matchShortcut(shortcuts, "g", "m")).toEqual({ keys: "g m" });
  });

  it("prefers the sequence to the single key that ends it", () => {
    expect(matchShortcut(shortcuts, "g", "d")).toEqual({ keys: "g d" });
    expect(matchShortcut(shortcuts, undefined, "d")).toEqual({ keys: "d" });
  });

  it("knows no shortcut for other keys", () => {
    expect(matchShortcut(shortcuts, "g", "x")).toBeUndefined();
  });

  it("lets the page that came last decide", () => {
    const both = [
      { keys: "j", from: "frame" },
      { keys: "j", from: "page" },
    ];
    expect(matchShortcut(both, undefined, "j")).toEqual({ keys: "j", from: "page" });
  });
});
