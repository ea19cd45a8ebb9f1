import { describe, expect, it } from "vitest";
import { chainReferenceText, outReferenceText } from "./expression-reference";
import { renameInExpression } from "./rename-in-expression";

const toFetch = (text: string, to = "Fetch") =>
  renameInExpression(text, {
    use: "callPrecondition",
    rename: ({ step, call }) => ({ step: step === "Load" ? to : step, call }),
  });

describe("renaming in an expression", () => {
  it.each([
    ["=Load.A.rows", "=Fetch.A.rows"],
    ["=Load['A 1'].rows", "=Fetch['A 1'].rows"],
    ["=Out('Load', 'A', 'rows')", "=Out('Fetch', 'A', 'rows')"],
    ['=Out("Load","A","rows") > 1', "=Out('Fetch', 'A', 'rows') > 1"],
    ["=(Load.A.x + Load.B.y) * -Load.C.z", "=(Fetch.A.x + Fetch.B.y) * -Fetch.C.z"],
    [
      "=Math.abs(Load.A.x) > 1 ? 'Load' : Chain.Load",
      "=Math.abs(Fetch.A.x) > 1 ? 'Load' : Chain.Load",
    ],
    [
      "=Other.Load.x && !Repository.shouldRunAgain()",
      "=Other.Load.x && !Repository.shouldRunAgain()",
    ],
  ])("changes only what refers to the step: %s", (text, renamed) => {
    expect(toFetch(text)).toBe(renamed);
  });

  it("writes a name that is no word in quotes", () => {
    expect(toFetch("=Load.A.rows + 1", "Get it's data")).toBe(
      String.raw`=Out('Get it\'s data', 'A', 'rows') + 1`,
    );
  });

  it("leaves plain texts and expressions that cannot be read alone", () => {
    expect(toFetch("Load.A.rows")).toBe("Load.A.rows");
    expect(toFetch("=Load.A.rows +")).toBe("=Load.A.rows +");
  });
});

describe("referring to a value", () => {
  it.each([
    [{ step: "Load", call: "A", parameter: "rows" }, "Load.A.rows"],
    [{ step: "Load", call: "Call 1", parameter: "no. of" }, "Load['Call 1']['no. of']"],
    [{ step: "Load data", call: "A", parameter: "rows" }, "Out('Load data', 'A', 'rows')"],
    [{ step: "Time", call: "now", parameter: "x" }, "Out('Time', 'now', 'x')"],
    [{ step: "new", call: "A", parameter: "x" }, "Out('new', 'A', 'x')"],
  ])("writes %o so that it is understood", (value, text) => {
    expect(outReferenceText(value)).toBe(text);
  });

  it("writes a parameter of the chain by its name", () => {
    expect(chainReferenceText("period")).toBe("Chain.period");
    expect(chainReferenceText("the period")).toBe("Chain['the period']");
  });
});
