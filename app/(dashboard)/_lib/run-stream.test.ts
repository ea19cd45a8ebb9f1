import { describe, expect, it } from "vitest";
import { changedRunIds } from "./run-stream";

describe("changedRunIds", () => {
  it("reads the ids of the runs that changed", () => {
    expect(changedRunIds('{"runIds":["a","b"]}')).toEqual(["a", "b"]);
  });

  it.each(['{"runIds":null}', '{"runIds":[1]}', '{"runs":[]}', "null", "{", undefined])(
    "takes %j for a change of everything",
    (data) => {
      expect(changedRunIds(data)).toBeNull();
    },
  );
});
