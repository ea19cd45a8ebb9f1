import { describe, expect, it } from "vitest";
import {
  type ChainDefinitionInput,
  chainDefinitionSchema,
} from "@/lib/domain/chain/chain-definition";
import {
  type ChainEditorAction,
  type ChainEditorState,
  chainEditor,
  openEditor,
} from "./chain-editor";
import { chainInputOf } from "./chain-input";
import { editedChainOf } from "./edited-chain";
import { canMoveItem } from "./move-item";

const call = (name: string, more: object = {}) => ({ name, definition: name, ...more });

const NIGHT: ChainDefinitionInput = {
  steps: [
    { name: "Load", calls: [call("Extract"), call("Clean")] },
    {
      name: "Check",
      precondition: { expression: "=Load.Extract.rows > 0" },
      handlers: [{ on: "Error", action: "Goto", step: "Load" }],
      calls: [call("Count", { hold: "=Load.Clean.rows > 9" })],
    },
    {
      name: "Post",
      calls: [call("Book", { parameters: { rows: "=Load.Extract.rows + 1", text: "Load" } })],
    },
  ],
};

/** Keys: Load 1 (Extract 2, Clean 3), Check 4 (Count 5), Post 6 (Book 7). */
function open(chain: ChainDefinitionInput = NIGHT): ChainEditorState {
  return openEditor(editedChainOf(chainDefinitionSchema.parse(chain)));
}

function edit(...actions: ChainEditorAction[]): ChainEditorState {
  return actions.reduce(chainEditor, open());
}

function stored({ chain }: ChainEditorState) {
  return chainDefinitionSchema.parse(chainInputOf(chain));
}

function outline({ chain }: ChainEditorState): string[] {
  return chain.steps.map(({ name, calls }) => [name, ...calls.map((one) => one.name)].join(" "));
}

describe("an edited chain", () => {
  it("is stored as it was when nothing was edited", () => {
    expect(stored(open())).toEqual(chainDefinitionSchema.parse(NIGHT));
  });

  it("leaves out what is as by default, and keeps what was typed wrong for the schema", () => {
    const typed = edit({ type: "change-step", key: 1, patch: { maxStarts: "two" } });
    const input = chainInputOf(typed.chain);
    expect(JSON.stringify(input)).not.toContain("ignoreStatus");
    expect(chainDefinitionSchema.safeParse(input).error?.issues[0]?.path).toEqual([
      "steps",
      0,
      "maxStarts",
    ]);
  });
});

describe("adding and removing", () => {
  it("adds a step at its place and selects it", () => {
    const state = edit({ type: "add-step", at: 1 });
    expect(outline(state)).toEqual(["Load Extract Clean", "Step 4", "Check Count", "Post Book"]);
    expect(state.selected).toBe(state.chain.steps[1]?.key);
  });

  it("names a call after its definition, and each name once in the step", () => {
    const state = edit({ type: "add-call", step: 4, definition: "Count" });
    expect(outline(state)[1]).toBe("Check Count Count 2");
  });

  it("gives a call that was named by number the name of the definition it is given", () => {
    const added = edit({ type: "add-call", step: 4 });
    const named: ChainEditorAction = {
      type: "change-call",
      key: added.selected ?? 0,
      patch: { definition: "Sum" },
    };
    expect(outline(chainEditor(added, named))[1]).toBe("Check Count Sum");
  });

  it("keeps a name that somebody has given when the definition changes", () => {
    const state = edit(
      { type: "change-call", key: 5, patch: { name: "Rows" } },
      { type: "change-call", key: 5, patch: { definition: "Sum" } },
    );
    expect(outline(state)[1]).toBe("Check Rows");
  });

  it("never gives a key twice, so that a removed step leaves nothing to another", () => {
    const state = edit({ type: "add-step", at: 3 }, { type: "add-call", step: 8 });
    const keys = state.chain.steps.flatMap((step) => [step.key, ...step.calls.map((c) => c.key)]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each([
    ["a call", 2, 3],
    ["the last call of a step", 5, 4],
    ["a step", 4, 6],
    ["the last step", 6, 4],
  ])("selects the neighbour after removing %s", (_, key, selected) => {
    expect(edit({ type: "select", key }, { type: "remove", key }).selected).toBe(selected);
  });
});

describe("moving", () => {
  it("moves a step to the side, and no further than the end", () => {
    expect(outline(edit({ type: "move", key: 4, direction: "left" }))[0]).toBe("Check Count");
    const { chain } = open();
    expect(canMoveItem(chain, { key: 6, direction: "right" })).toBe(false);
    expect(canMoveItem(chain, { key: 1, direction: "left" })).toBe(false);
  });

  it("moves a call within its step and to the steps at its sides", () => {
    expect(outline(edit({ type: "move", key: 3, direction: "up" }))[0]).toBe("Load Clean Extract");
    const aside = edit({ type: "move", key: 3, direction: "right" });
    expect(outline(aside)).toEqual(["Load Extract", "Check Count Clean", "Post Book"]);
    expect(canMoveItem(open().chain, { key: 2, direction: "left" })).toBe(false);
    expect(canMoveItem(open().chain, { key: 2, direction: "up" })).toBe(false);
  });
});

describe("renaming", () => {
  it("takes the targets of Goto and the expressions along when a step gets another name", () => {
    const [load, check, post] = stored(
      edit({ type: "change-step", key: 1, patch: { name: "Fetch" } }),
    ).steps;
    expect(load?.name).toBe("Fetch");
    expect(check?.handlers).toMatchObject([{ action: "Goto", step: "Fetch" }]);
    expect(check?.precondition?.expression).toBe("=Fetch.Extract.rows > 0");
    expect(check?.calls[0]?.hold).toBe("=Fetch.Clean.rows > 9");
    expect(post?.calls[0]?.parameters).toEqual({
      rows: "=Fetch.Extract.rows + 1",
      text: "Load",
    });
  });

  it("takes the expressions along when a call gets another name", () => {
    const { steps } = stored(edit({ type: "change-call", key: 2, patch: { name: "Read all" } }));
    expect(steps[1]?.precondition?.expression).toBe("=Load['Read all'].rows > 0");
    expect(steps[1]?.calls[0]?.hold).toBe("=Load.Clean.rows > 9");
  });

  it("takes the calls along that run after the call", () => {
    const chain = { steps: [{ name: "S", calls: [call("A"), call("B", { after: ["A"] })] }] };
    const renamed = chainEditor(open(chain), {
      type: "change-call",
      key: 2,
      patch: { name: "First" },
    });
    expect(stored(renamed).steps[0]?.calls[1]?.after).toEqual(["First"]);
  });

  it("does not take over what refers to another step while its name is typed", () => {
    const typed = ["Po", "Post", "Post 2"].map(
      (name): ChainEditorAction => ({ type: "change-step", key: 1, patch: { name } }),
    );
    const { steps } = stored(edit(...typed));
    expect(steps[1]?.handlers).toMatchObject([{ step: "Post 2" }]);
    expect(steps[1]?.precondition?.expression).toBe("=Out('Post 2', 'Extract', 'rows') > 0");
  });
});

describe("undo and redo", () => {
  it("go back and forth edit by edit", () => {
    const both = edit({ type: "add-step", at: 0 }, { type: "remove", key: 1 });
    const undone = chainEditor(both, { type: "undo" });
    expect(outline(undone)[0]).toBe("Step 4");
    expect(outline(chainEditor(undone, { type: "undo" }))).toEqual(outline(open()));
    expect(outline(chainEditor(undone, { type: "redo" }))).toEqual(outline(both));
  });

  it("take what was typed into one field as one edit", () => {
    const typed = edit(
      { type: "change-step", key: 1, patch: { name: "F" } },
      { type: "change-step", key: 1, patch: { name: "Fe" } },
    );
    expect(typed.past).toHaveLength(1);
    expect(outline(chainEditor(typed, { type: "undo" }))).toEqual(outline(open()));
  });

  it("begin a new edit once the field was left", () => {
    const typed = edit(
      { type: "change-step", key: 1, patch: { name: "F" } },
      { type: "settle" },
      { type: "change-step", key: 1, patch: { name: "Fe" } },
    );
    expect(outline(chainEditor(typed, { type: "undo" }))[0]).toBe("F Extract Clean");
  });

  it("forget what could be redone after another edit", () => {
    const state = edit(
      { type: "add-step", at: 0 },
      { type: "undo" },
      { type: "remove", key: 1 },
      { type: "redo" },
    );
    expect(outline(state)).toEqual(["Check Count", "Post Book"]);
  });

  it("do not count an edit that changed nothing", () => {
    expect(edit({ type: "move", key: 1, direction: "left" }).past).toHaveLength(0);
  });
});
