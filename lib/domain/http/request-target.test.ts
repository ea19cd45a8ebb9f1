import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTarget, withQuery } from "./request-target";

describe("parseTarget", () => {
  it("splits a URL and drops the fragment", () => {
    expect(parseTarget("https://api.example:8443/a/b?c=d e#f")).toEqual({
      ok: true,
      origin: "https://api.example:8443",
      path: "/a/b?c=d%20e",
    });
  });

  it.each([
    ["http://2130706433/", "http://127.0.0.1"],
    ["http://0x7f.1/", "http://127.0.0.1"],
    ["http://0177.0.0.1/", "http://127.0.0.1"],
    ["http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]"],
    ["http://①②⑦.0.0.1/", "http://127.0.0.1"],
  ])("brings the odd address %s into its plain form", (url, origin) => {
    expect(parseTarget(url)).toMatchObject({ ok: true, origin });
  });

  it.each([
    "",
    "nonsense",
    "/relative",
    "ftp://a/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "http://user:secret@a/",
    "http://user@a/",
    `http://a/${"x".repeat(9000)}`,
  ])("refuses %.40s", (url) => expect(parseTarget(url).ok).toBe(false));
});

describe("withQuery", () => {
  it.each([
    [null, "/p"],
    [{}, "/p"],
    [{ a: 1, b: "x y", c: true }, "/p?a=1&b=x%20y&c=true"],
    [{ a: null }, "/p?a="],
    [{ a: { b: [1] } }, "/p?a=%7B%22b%22%3A%5B1%5D%7D"],
    [[1, 2], "/p?data=%5B1%2C2%5D"],
    ["text", "/p?data=text"],
    [{ "a&b": "\ud800" }, "/p?a%26b=%EF%BF%BD"],
  ])("appends %j", (data, path) => expect(withQuery("/p", data)).toBe(path));

  it.each([
    ["/p?x=1", "/p?x=1&a=2"],
    ["/p?", "/p?a=2"],
    ["/p?x=1&", "/p?x=1&a=2"],
  ])("keeps the query of %s", (path, expected) => {
    expect(withQuery(path, { a: 2 })).toBe(expected);
  });

  it("gives any text back as it was", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.string({ unit: "grapheme" }),
        (name, value) => {
          const url = new URL(withQuery("/p", { [name]: value }), "http://a");
          expect([...url.searchParams]).toEqual([[name, value]]);
        },
      ),
    );
  });
});
