import { describe, expect, it } from "vitest";
import { parseAuthorization } from "./authorization-header";

const basic = (text: string, encoding: BufferEncoding = "utf8") =>
  `Basic ${Buffer.from(text, encoding).toString("base64")}`;

describe("parseAuthorization", () => {
  it.each([null, "", "   "])("finds nothing in %j", (header) => {
    expect(parseAuthorization(header)).toBeNull();
  });

  it.each([
    ["a plain login", basic("id:secret"), "id", "secret"],
    ["a secret with colons", basic("id:a:b:"), "id", "a:b:"],
    ["an empty secret", basic("id:"), "id", ""],
    ["UTF-8", basic("ü:€"), "ü", "€"],
    ["Latin-1", basic("ü:é", "latin1"), "ü", "é"],
    ["base64 without padding", basic("id:secret").replace(/=+$/, ""), "id", "secret"],
    ["url-safe base64", basic("id:???>>>").replace(/\//g, "_").replace(/\+/g, "-"), "id", "???>>>"],
  ])("reads %s", (_, header, clientId, secret) => {
    const parsed = parseAuthorization(header);
    expect(parsed).toMatchObject({ kind: "basic", candidates: [{ clientId, secret }] });
  });

  it("offers the form-decoded reading second, and only when it differs", () => {
    expect(parseAuthorization(basic("a%3Ab:x+y"))).toEqual({
      kind: "basic",
      candidates: [
        { clientId: "a%3Ab", secret: "x+y" },
        { clientId: "a:b", secret: "x y" },
      ],
    });
    expect(parseAuthorization(basic("id:100%"))).toMatchObject({
      candidates: [{ clientId: "id", secret: "100%" }],
    });
  });

  it.each([
    "Basic",
    "Basic §",
    basic("nocolon"),
    basic(":secret"),
    "Digest x",
    `Bearer ${"x".repeat(20_000)}`,
  ])("says what is wrong with %.30s", (header) => {
    expect(parseAuthorization(header)).toMatchObject({ kind: "unusable" });
  });
});
