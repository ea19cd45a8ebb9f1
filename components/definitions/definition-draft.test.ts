import { describe, expect, it } from "vitest";
import {
  definitionChangeSchema,
  definitionInputSchema,
} from "@/lib/domain/definition/definition-input";
import { putDefinitionSchema } from "@/lib/domain/native-api/definition-resource";
import { type DefinitionDraft, NEW_DEFINITION } from "./definition-draft";
import { checkDraft } from "./draft-check";
import { bodyOfDraft, changeOfDraft, inputOfDraft } from "./draft-input";

const GOOD: DefinitionDraft = {
  ...NEW_DEFINITION,
  name: "Close books",
  url: "https://example.com/close",
  headers: [
    { name: "X-Unit", value: "7" },
    { name: "", value: "" },
  ],
};

describe("a definition draft", () => {
  it("becomes an input that the service accepts", () => {
    expect(definitionInputSchema.parse(inputOfDraft(GOOD))).toMatchObject({
      name: "Close books",
      headers: { "X-Unit": "7" },
      asynchronousSeconds: null,
      priority: 50,
      password: null,
    });
  });

  it("becomes a body that the native API accepts", () => {
    expect(putDefinitionSchema.parse(bodyOfDraft(GOOD)).http).toMatchObject({ method: "POST" });
    expect(JSON.stringify(bodyOfDraft({ ...GOOD, password: "secret" }))).not.toContain("secret");
  });

  it("sends only what changed", () => {
    expect(changeOfDraft(GOOD, GOOD)).toEqual({ change: {}, properties: null });
    const { change, properties } = changeOfDraft(GOOD, {
      ...GOOD,
      priority: "70",
      retentionDays: "3",
      user: "robot",
    });
    expect(change).toEqual({ priority: 70, retentionDays: 3, user: "robot" });
    expect(properties).toBeNull();
    expect(definitionChangeSchema.parse(change)).toEqual(change);
  });

  it("leaves a stored password alone unless told otherwise", () => {
    const stored = { ...GOOD, passwordChoice: "keep" as const };
    const change = (patch: Partial<DefinitionDraft>) =>
      changeOfDraft(stored, { ...stored, ...patch }).change;
    expect(change({ description: "x" })).not.toHaveProperty("password");
    expect(change({ passwordChoice: "none" })).toEqual({ password: null });
    expect(change({ passwordChoice: "set", password: "new" })).toEqual({ password: "new" });
  });
});

describe("checking a definition draft", () => {
  it("finds nothing wrong with a good one", () => {
    expect(checkDraft(GOOD)).toEqual({});
  });

  it.each<[string, Partial<DefinitionDraft>, string]>([
    ["an empty name", { name: " " }, "name"],
    ["an address without scheme", { url: "example.com" }, "url"],
    ["a priority that is no number", { priority: "high" }, "priority"],
    ["no synchronous window", { synchronousSeconds: "" }, "synchronousSeconds"],
    [
      "a header given twice",
      {
        headers: [
          { name: "A", value: "1" },
          { name: "a", value: "2" },
        ],
      },
      "headers",
    ],
    ["a header of the scheduler", { headers: [{ name: "Host", value: "x" }] }, "headers"],
    ["an empty new password", { passwordChoice: "set" }, "password"],
    [
      "a window that ends before it begins",
      { startTime: "2027-01-02", endTime: "2027-01-01" },
      "endTime",
    ],
    ["a date that does not exist", { startTime: "2027-02-30" }, "startTime"],
    ["an enormous retention", { retentionDays: "99999999999" }, "retentionDays"],
  ])("puts %s at its field", (_, wrong, field) => {
    expect(Object.keys(checkDraft({ ...GOOD, ...wrong }))).toEqual([field]);
  });
});
