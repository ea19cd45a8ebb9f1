import { describe, expect, it } from "vitest";
import { keysetPage, readCursor, writeCursor } from "./keyset-page";

const row = (id: string) => ({ id });
const keyOf = ({ id }: { id: string }) => ({ value: id.toUpperCase(), id });

describe("a cursor", () => {
  it("is read as it was written", () => {
    const position = { direction: "before", value: "Ünïcode, 'quoted'", id: "7" } as const;
    expect(readCursor(writeCursor(position))).toEqual(position);
  });

  it.each(["", "abc", "W10", Buffer.from('["up","a","b"]').toString("base64url")])(
    "is refused when it is %s",
    (text) => {
      expect(readCursor(text)).toBeNull();
    },
  );
});

describe("a page", () => {
  it("has no previous page at the beginning and a next one when a row too many was found", () => {
    const page = keysetPage([row("a"), row("b"), row("c")], { limit: 2, position: null, keyOf });
    expect(page.items.map((item) => item.id)).toEqual(["a", "b"]);
    expect(page.previousCursor).toBeNull();
    expect(readCursor(page.nextCursor ?? "")).toEqual({ direction: "after", value: "B", id: "b" });
  });

  it("turns rows around that were read backwards", () => {
    const position = { direction: "before", value: "D", id: "d" } as const;
    const page = keysetPage([row("c"), row("b"), row("a")], { limit: 2, position, keyOf });
    expect(page.items.map((item) => item.id)).toEqual(["b", "c"]);
    expect(readCursor(page.previousCursor ?? "")).toMatchObject({ direction: "before", id: "b" });
    expect(readCursor(page.nextCursor ?? "")).toMatchObject({ direction: "after", id: "c" });
  });

  it("ends where no further row was found", () => {
    const position = { direction: "after", value: "A", id: "a" } as const;
    const page = keysetPage([row("b")], { limit: 2, position, keyOf });
    expect(page.nextCursor).toBeNull();
    expect(page.previousCursor).not.toBeNull();
    expect(keysetPage([], { limit: 2, position: null, keyOf })).toEqual({
      items: [],
      previousCursor: null,
      nextCursor: null,
    });
  });
});
