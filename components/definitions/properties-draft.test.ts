import { describe, expect, it } from "vitest";
import { editedChainOf } from "@/lib/domain/chain/editor/edited-chain";
import { definitionInputSchema } from "@/lib/domain/definition/definition-input";
import {
  type DefinitionPropertiesInput,
  definitionPropertiesSchema,
} from "@/lib/domain/definition/definition-properties";
import { putDefinitionSchema } from "@/lib/domain/native-api/definition-resource";
import { type DefinitionDraft, NEW_DEFINITION } from "./definition-draft";
import { checkDraft } from "./draft-check";
import { draftFromBody } from "./draft-from-body";
import { bodyOfDraft, changeOfDraft, inputOfDraft } from "./draft-input";
import { hasGatesOrRestart, NEW_PROPERTIES, propertiesDraftOf } from "./properties-draft";

const EVERYTHING: DefinitionPropertiesInput = {
  parameters: [
    { name: "day", type: "date", required: true },
    { name: "limit", type: "number", default: 5 },
    { name: "shape", type: "json", default: "12" },
    { name: "when", default: "=Time.format(Time.now(), 'yyyy')" },
    { name: "rows", type: "number", direction: "out" },
  ],
  locks: [{ lock: "LEDGER", mode: "shared", units: 2 }],
  waitEvents: [{ event: "FILES", clear: true, autoSubmit: "OnlyOne" }],
  raiseEvents: [{ event: "DONE", on: "Error", comment: "x", errorCode: 8 }],
  timeWindow: "NIGHT",
  whenOverdue: "Held",
  minimumOpenSeconds: 60,
  restart: { on: { Error: "Restart" }, maxStarts: 3, delaySeconds: 30 },
  runtimeLimit: { maxSeconds: 600, kill: true },
  returnCodes: "0,4",
  jobClass: "A",
  calendar: "DE",
  holidayRule: "SKIP",
};

const KINDS: [DefinitionDraft["kind"], DefinitionPropertiesInput][] = [
  ["wait", { wait: { seconds: 5 } }],
  [
    "program",
    {
      program: { program: "/bin/x", arguments: ["-a", ""], environment: { A: "1" }, variant: "V" },
    },
  ],
  ["chain", { chain: { steps: [{ name: "A", calls: [{ name: "B", definition: "C" }] }] } }],
];

function draftOf(kind: DefinitionDraft["kind"], part: DefinitionPropertiesInput): DefinitionDraft {
  const properties = definitionPropertiesSchema.parse({ ...EVERYTHING, ...part });
  return { ...NEW_DEFINITION, name: "Close books", kind, ...propertiesDraftOf(properties) };
}

describe("a draft with all properties", () => {
  it.each(KINDS)("of kind %s is sent as it was stored", (kind, part) => {
    const { properties } = definitionInputSchema.parse(inputOfDraft(draftOf(kind, part)));
    expect(properties).toEqual(definitionPropertiesSchema.parse({ ...EVERYTHING, ...part }));
  });

  it.each(KINDS)("of kind %s goes through its JSON and back unchanged", (kind, part) => {
    const draft = draftOf(kind, part);
    const body = JSON.stringify(bodyOfDraft(draft));
    expect(putDefinitionSchema.safeParse(JSON.parse(body)).success).toBe(true);
    const read = draftFromBody(body, kind);
    expect(read).toMatchObject({ ok: true });
    expect(read.ok && inputOfDraft({ ...NEW_DEFINITION, name: draft.name, ...read.patch })).toEqual(
      inputOfDraft(draft),
    );
  });

  it("has nothing wrong with it", () => {
    for (const [kind, part] of KINDS) expect(checkDraft(draftOf(kind, part))).toEqual({});
  });

  it("sends the properties as a whole once one of them is another", () => {
    const draft = draftOf("wait", { wait: { seconds: 5 } });
    const changed = changeOfDraft(draft, { ...draft, returnCodes: "0" });
    expect(changed.change).toEqual({});
    expect(changed.properties).toMatchObject({ returnCodes: "0", timeWindow: "NIGHT" });
  });

  it("shows its gates at once; those of a plain one stay folded away", () => {
    expect(hasGatesOrRestart(propertiesDraftOf(definitionPropertiesSchema.parse(EVERYTHING)))).toBe(
      true,
    );
    expect(hasGatesOrRestart(NEW_PROPERTIES)).toBe(false);
  });
});

describe("the JSON of a definition", () => {
  it("can't make another kind of a stored one", () => {
    const body = JSON.stringify({ kind: "wait", wait: { seconds: 1 } });
    expect(draftFromBody(body, "http")).toMatchObject({
      ok: false,
      reason: expect.stringContaining("kind"),
    });
    expect(draftFromBody(body, null)).toMatchObject({ ok: true, patch: { kind: "wait" } });
  });

  it("says at which field of a chain something is wrong", () => {
    const steps = [{ name: "A", calls: [{ name: "B", definition: "C", retries: 2 }] }];
    const read = draftFromBody(JSON.stringify({ kind: "chain", chain: { steps } }), "chain");
    expect(read).toEqual({
      ok: false,
      reason: "'chain.steps.0.calls.0.retries' is not an allowed property.",
    });
  });

  it("becomes a chain to edit", () => {
    const steps = [{ name: "A" }];
    const read = draftFromBody(JSON.stringify({ kind: "chain", chain: { steps } }), null);
    const chain = definitionPropertiesSchema.parse({ chain: { steps } }).chain;
    expect(read.ok && read.patch.chain).toEqual(chain === null ? null : editedChainOf(chain));
  });
});

describe("checking the properties of a draft", () => {
  const wait = draftOf("wait", { wait: { seconds: 5 } });

  it.each<[string, Partial<DefinitionDraft>, string]>([
    [
      "a lock without a name",
      { locks: [{ lock: "", mode: "shared", units: "1" }] },
      "locks.0.lock",
    ],
    [
      "units that are no number",
      { locks: [{ lock: "A", mode: "shared", units: "x" }] },
      "locks.0.units",
    ],
    [
      "a default of another type",
      {
        parameters: [{ name: "a", direction: "in", type: "number", required: false, default: "x" }],
      },
      "parameters.0.default",
    ],
    [
      "an endless restart",
      { restart: { ...wait.restart, maxStarts: "1000" } },
      "restart.maxStarts",
    ],
    [
      "a limit of nothing",
      { runtimeLimit: { maxSeconds: "0", kill: false } },
      "runtimeLimit.maxSeconds",
    ],
    ["return codes that are none", { returnCodes: "a-b" }, "returnCodes"],
    ["a wait without an end", { wait: { seconds: "" } }, "wait.seconds"],
    ["no queue", { queue: " " }, "queue"],
    ["a program without a path", { kind: "program" }, "program.program"],
    [
      "a variable given twice",
      {
        kind: "program",
        program: {
          ...wait.program,
          program: "/bin/x",
          environment: [
            { name: "A", value: "1" },
            { name: "A", value: "2" },
          ],
        },
      },
      "program.environment",
    ],
  ])("puts %s at its field", (_, wrong, field) => {
    expect(Object.keys(checkDraft({ ...wait, ...wrong }))).toEqual([field]);
  });
});
