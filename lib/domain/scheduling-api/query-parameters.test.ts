import { describe, expect, it } from "vitest";
import { jobListPage, optionalPage, pageUrls, searchEnvelope } from "./paging";
import { QueryParameters } from "./query-parameters";
import { runLogRequest, runLogUrls } from "./run-log-request";

const query = (text: string) => new QueryParameters(new URLSearchParams(text));

describe("query parameters", () => {
  it("count as absent when empty or undefined", () => {
    const { text, has } = {
      text: query("a=&b=undefined&c=x").text.bind(query("a=&b=undefined&c=x")),
      has: query("a=").has("a"),
    };
    expect([text("a"), text("b"), text("c"), text("d"), has]).toEqual([
      null,
      null,
      "x",
      null,
      false,
    ]);
  });

  it("read a plus as a blank", () => {
    expect(query("q=my+job").text("q")).toBe("my job");
  });

  it.each(["a=1&a=2", "a=%00", "a=%ff"])("refuse %s", (text) => {
    expect(() => query(text)).toThrow("'a'");
  });

  it("read flags, words and numbers, and refuse everything else", () => {
    expect([query("f=true").flag("f", false), query("").flag("f", true)]).toEqual([true, true]);
    expect(() => query("f=TRUE").flag("f", false)).toThrow("'f' must be one of true, false");
    expect(query("w=b").word("w", ["a", "b"])).toBe("b");
    expect(query("n=7").integer("n", { min: 1, max: 9 })).toBe(7);
    for (const wrong of ["0", "10", "1.5", "1e1", "0x1", " 1", "NaN", "9".repeat(30)]) {
      expect(() => query(`n=${wrong}`).integer("n", { min: 1, max: 9 })).toThrow(
        "'n' must be an integer",
      );
    }
  });
});

describe("pages", () => {
  it("have the documented defaults", () => {
    expect(jobListPage(query(""))).toEqual({ pageSize: 10, offset: 0 });
    expect(optionalPage(query(""))).toBeNull();
    expect(optionalPage(query("offset=3"))).toEqual({ pageSize: 10, offset: 3 });
  });

  it("are linked both ways, never below zero and never beyond the end", () => {
    const urls = (pageSize: number, offset: number) =>
      pageUrls("/x", { pageSize, offset }, { total: 25 });
    expect(urls(10, 0)).toEqual({ prev_url: null, next_url: "/x?page_size=10&offset=10" });
    expect(urls(10, 5)).toEqual({
      prev_url: "/x?page_size=10&offset=0",
      next_url: "/x?page_size=10&offset=15",
    });
    expect(urls(10, 15)).toEqual({ prev_url: "/x?page_size=10&offset=5", next_url: null });
    expect(urls(10, 90)).toEqual({ prev_url: "/x?page_size=10&offset=80", next_url: null });
  });

  it("of a search repeat what was searched for, encoded", () => {
    const page = { pageSize: 1, offset: 0 };
    const envelope = searchEnvelope([], { path: "/s", page, total: 2, kept: { q: "a&b c" } });
    expect(envelope.next_url).toBe("/s?q=a%26b%20c&page_size=1&offset=1");
  });

  it("of run logs are cursors, and absent rather than null", () => {
    const id = "01890a5d-ac96-774b-bcce-b302099a8057";
    expect(runLogRequest(query(""))).toEqual({ kind: "offset", pageSize: 200, offset: 0 });
    expect(runLogRequest(query("offset=5"))).toEqual({ kind: "offset", pageSize: 10, offset: 5 });
    expect(runLogRequest(query(`next=${id}&page_size=3`))).toEqual({
      kind: "next",
      runId: id,
      pageSize: 3,
    });
    for (const wrong of ["next=1", `next=${id}&prev=${id}`, `next=${id}&offset=1`, "page_size=0"]) {
      expect(() => runLogRequest(query(wrong))).toThrow();
    }
    const page = { path: "/r", pageSize: 2, newestRunId: "a", oldestRunId: "b" };
    expect(runLogUrls({ ...page, hasNewer: false, hasOlder: true })).toEqual({
      next_url: "/r?page_size=2&next=b",
    });
    expect(runLogUrls({ ...page, hasNewer: false, hasOlder: false })).toEqual({});
  });
});
