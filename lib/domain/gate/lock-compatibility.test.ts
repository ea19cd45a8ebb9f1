import { describe, expect, it } from "vitest";
import {
  holdingOf,
  isLockFree,
  isNeverFree,
  type LockHolding,
  type LockRules,
} from "./lock-compatibility";

const simple: LockRules = { type: "simple", size: 1 };
const counted = (size: number): LockRules => ({ type: "counted", size });
const shared: LockRules = { type: "shared", size: 1 };
const exclusively: LockHolding = { mode: "exclusive", units: 1 };
const sharing: LockHolding = { mode: "shared", units: 1 };
const need = (mode: "exclusive" | "shared", units = 1) => ({ lock: "L", mode, units });

describe("a lock (run-states-and-chains 4.4)", () => {
  it.each<[string, LockRules, LockHolding[], ReturnType<typeof need>, boolean]>([
    ["simple, free: one holder", simple, [], need("exclusive"), true],
    ["simple, held: nobody else", simple, [exclusively], need("exclusive"), false],
    [
      "simple, held: nobody shares it, whoever asks to",
      simple,
      [exclusively],
      need("shared"),
      false,
    ],
    [
      "simple, held by one who asked to share it: nobody",
      simple,
      [exclusively],
      need("shared"),
      false,
    ],
    ["counted: as many as there are units", counted(2), [exclusively], need("exclusive"), true],
    ["counted, full: nobody", counted(2), [exclusively, exclusively], need("exclusive"), false],
    ["counted: k units at once", counted(3), [exclusively], need("exclusive", 2), true],
    ["counted: not more than are left", counted(3), [exclusively], need("exclusive", 3), false],
    [
      "counted, made smaller than what is held: nobody",
      counted(1),
      [{ ...exclusively, units: 3 }],
      need("exclusive"),
      false,
    ],
    ["shared: any number who share", shared, [sharing, sharing], need("shared"), true],
    ["shared: not exclusively while it is shared", shared, [sharing], need("exclusive"), false],
    ["shared: nobody besides an exclusive holder", shared, [exclusively], need("shared"), false],
    ["shared, free: exclusively", shared, [], need("exclusive"), true],
  ])("%s", (_rule, lock, held, wanted, free) => {
    expect(isLockFree(lock, held, wanted)).toBe(free);
  });

  it("is taken as its type allows, whatever is asked for", () => {
    expect(holdingOf(simple, need("shared", 5))).toEqual({ mode: "exclusive", units: 1 });
    expect(holdingOf(shared, need("shared", 5))).toEqual({ mode: "shared", units: 1 });
    expect(holdingOf(counted(9), need("shared", 5))).toEqual({ mode: "exclusive", units: 5 });
  });

  it("is never free for one who asks for more units than there are", () => {
    expect(isNeverFree(counted(2), need("exclusive", 3))).toBe(true);
    expect(isNeverFree(counted(3), need("exclusive", 3))).toBe(false);
    expect(isNeverFree(simple, need("exclusive", 3))).toBe(false);
  });
});
