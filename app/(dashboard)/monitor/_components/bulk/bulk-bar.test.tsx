import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { SelectedRun } from "../../bulk-actions";
import { BulkBar } from "./bulk-bar";
import type { Bulk } from "./use-bulk";

const SELECTED: SelectedRun[] = [
  { id: "1", kind: "http", state: "Error", actions: ["restart", "delete"] },
  { id: "2", kind: "chain", state: "Error", actions: ["restart", "delete"] },
  { id: "3", kind: "http", state: "Held", actions: ["release", "cancel", "edit"] },
];

function bar(matching: Bulk["matching"], hasMore: boolean, selected = SELECTED): string {
  const nothing = () => undefined;
  const bulk: Bulk = {
    ...{ matching, asked: undefined, started: undefined },
    ...{
      dropMatching: nothing,
      selectMatching: async () => undefined,
      ask: nothing,
      askFor: nothing,
    },
    ...{ closeQuestion: nothing, setStarted: nothing },
  };
  return renderToStaticMarkup(
    <BulkBar bulk={bulk} selected={selected} hasMore={hasMore} onClear={nothing} />,
  );
}

/** The buttons with their words, those that cannot be pressed in brackets. */
function buttons(markup: string): string[] {
  return [...markup.matchAll(/<button([^>]*)>(.*?)<\/button>/g)].map(
    ([, attributes = "", inner = ""]) => {
      const words = inner.replaceAll(/<[^>]+>/g, "").trim();
      return attributes.includes("disabled=") ? `[${words}]` : words;
    },
  );
}

describe("the bar of the selected runs", () => {
  it("says of each action how many of the runs allow it", () => {
    expect(buttons(bar(undefined, false))).toEqual([
      ...["[Hold 0]", "Release 1", "Cancel 1", "[Kill 0]", "[Give up 0]", "[Disable 0]"],
      ...["[Enable 0]", "Restart 2", "Restart from failure 1", "Delete 2", "Clear the selection"],
    ]);
  });

  it("offers what matches on other pages only where there are any", () => {
    expect(buttons(bar(undefined, true))).toContain("Select all that match");
    expect(buttons(bar(undefined, false))).not.toContain("Select all that match");
  });

  it("offers every action on all that match, since their states are seen one by one", () => {
    const markup = bar({ search: "", count: 1234 }, true);
    expect(markup).toContain("All 1,234 matching runs selected");
    expect(buttons(markup).every((words) => !words.startsWith("["))).toBe(true);
  });

  it("is not there without a selection", () => {
    expect(bar(undefined, true, [])).toBe("");
  });
});
