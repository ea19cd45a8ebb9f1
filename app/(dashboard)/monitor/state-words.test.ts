import { describe, expect, it } from "vitest";
import { coverage, foldedWords, toggledWord } from "./state-words";

describe("a state of the selection in another vocabulary", () => {
  it("is selected as a whole, in part or not at all", () => {
    expect(coverage(["failed"], "A")).toBe("part");
    expect(coverage(["Error", "Killed", "Canceled"], "A")).toBe("all");
    expect(coverage(["Running"], "F")).toBe("none");
  });

  it("is told apart by the answer of the endpoint where a word of the API does so", () => {
    expect(coverage(["TIMEOUT"], "Error")).toBe("part");
    expect(coverage(["TIMEOUT"], "REQUEST_ERROR")).toBe("none");
  });
});

describe("a press on a word", () => {
  it("selects it and drops what it includes", () => {
    expect(toggledWord(["Error", "Running"], "A")).toEqual(["Running", "A"]);
  });

  it("takes it away again", () => {
    expect(toggledWord(["Running", "A"], "A")).toEqual(["Running"]);
  });

  it("takes a state out of a group and keeps the rest of the group", () => {
    expect(toggledWord(["failed"], "Unknown")).toEqual(["Error", "Killed"]);
  });
});

describe("the words of an address", () => {
  it("say a whole group as the group", () => {
    expect(foldedWords(["Error", "Killed", "Unknown", "Held"])).toEqual(["failed", "Held"]);
  });

  it("keep letters as they are", () => {
    expect(foldedWords(["A", "Error"])).toEqual(["A", "Error"]);
  });
});
