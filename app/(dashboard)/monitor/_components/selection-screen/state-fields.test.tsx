import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { StateWord } from "@/lib/domain/run/selection-states";
import type { StateVocabulary } from "../../state-vocabularies";
import { StateFields } from "./state-fields";

/** The check boxes by the words beside them. */
function boxes(states: StateWord[], vocabulary: StateVocabulary): Record<string, string> {
  const markup = renderToStaticMarkup(
    <StateFields states={states} vocabulary={vocabulary} onChange={() => undefined} />,
  );
  const found = markup.matchAll(
    /aria-checked="(\w+)"[^>]*id="([^"]+)"|id="([^"]+)"[^>]*aria-checked="(\w+)"/g,
  );
  return Object.fromEntries(
    [...found].flatMap(([, before, idAfter, idBefore, after]) => {
      const id = idAfter ?? idBefore ?? "";
      const label = new RegExp(`<label for="${id}"[^>]*>(.*?)</label>`).exec(markup)?.[1];
      const word = label?.replaceAll(/<svg.*?<\/svg>|<[^>]+>/g, "").trim();
      return word === undefined ? [] : [[word, before ?? after ?? ""]];
    }),
  );
}

describe("the states of the selection screen", () => {
  it("are check boxes in the words the list is read in", () => {
    expect(Object.keys(boxes([], "state"))).toHaveLength(27);
    expect(Object.keys(boxes([], "backgroundJob")).sort()).toEqual([
      ...["A Cancelled", "F Completed", "P Scheduled", "R Active"],
      ...["S Released", "X Unknown", "Y Ready", "Z Suspended"],
    ]);
  });

  it("are half set where only a part of a word is selected", () => {
    expect(boxes(["failed"], "backgroundJob")).toMatchObject({
      "A Cancelled": "mixed",
      "X Unknown": "true",
      "F Completed": "false",
    });
    expect(boxes(["A"], "state")).toMatchObject({
      Error: "true",
      Killed: "true",
      Unknown: "false",
    });
  });
});
