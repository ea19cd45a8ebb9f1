import { describe, expect, it } from "vitest";
import { messageListHref, parseMessageList } from "./search-params";

const read = (href: string) => parseMessageList(new URL(`http://x${href}`).searchParams);

describe("the address of the messages", () => {
  it("shows the open ones unless it says otherwise", () => {
    expect(messageListHref({})).toBe("/messages");
    expect(read("/messages?state=burnt&cursor=x")).toEqual({ state: "open", cursor: "" });
  });

  it("leads back to the same list", () => {
    const cursor = "019a7b5e-0000-7000-8000-000000000001";
    for (const state of ["open", "replied", "withdrawn", "all"] as const) {
      expect(read(messageListHref({ state, cursor }))).toEqual({ state, cursor });
    }
  });
});
