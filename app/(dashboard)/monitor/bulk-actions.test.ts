import { describe, expect, it } from "vitest";
import type { BulkAction, SelectedRun } from "./bulk-actions";
import { BULK_ACTIONS, isOpenFor, openStates, refusedStates } from "./bulk-actions";

function action(id: BulkAction["id"]): BulkAction {
  const found = BULK_ACTIONS.find((known) => known.id === id);
  if (found === undefined) throw new Error(`no action ${id}`);
  return found;
}

function run(state: SelectedRun["state"], facts: Partial<SelectedRun> = {}): SelectedRun {
  return { id: state, kind: "http", state, actions: [], ...facts };
}

describe("refusedStates", () => {
  it("counts the runs that do not allow the action, by state and in table order", () => {
    const ended: SelectedRun["actions"] = ["restart", "delete"];
    const runs = [
      run("Error", { actions: ended }),
      run("Scheduled", { actions: ["hold", "cancel"] }),
      run("Completed", { actions: ended }),
      run("Completed", { actions: ended }),
    ];
    expect(refusedStates(action("cancel"), runs)).toBe("2 Completed, 1 Error");
  });

  it("is empty when every run allows it", () => {
    expect(refusedStates(action("kill"), [run("Running", { actions: ["kill"] })])).toBe("");
  });
});

describe("a restart from the failure", () => {
  const actions: SelectedRun["actions"] = ["restart"];

  it("is for chains that did not end well alone", () => {
    const failed = action("restart-failed");
    expect(isOpenFor(failed, run("Error", { kind: "chain", actions }))).toBe(true);
    expect(isOpenFor(failed, run("Completed", { kind: "chain", actions }))).toBe(false);
    expect(isOpenFor(failed, run("Error", { actions }))).toBe(false);
    expect(isOpenFor(action("restart"), run("Error", { actions }))).toBe(true);
  });
});

describe("the states an action is open in", () => {
  it("are those of the table of actions", () => {
    expect(openStates("kill")).toEqual(["Running", "Waiting", "Console"]);
    expect(openStates("cancel")).toContain("Held");
    expect(openStates("cancel")).not.toContain("Running");
  });
});
