import { describe, expect, it } from "vitest";
import { formFields } from "./form-fields";
import { safePath } from "./safe-path";

describe("safePath", () => {
  it.each(["/", "/monitor?state=Error&from=now-24h", "/runs/1%20a"])("keeps %s", (path) => {
    expect(safePath(path)).toBe(path);
  });

  it.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/.//evil.example",
    "javascript:alert(1)",
    "monitor",
    "",
    null,
    ["/a"],
  ])("turns %j into /", (path) => {
    expect(safePath(path)).toBe("/");
  });
});

describe("formFields", () => {
  it("reads text, lists and flags, and leaves out files and what the framework adds", () => {
    const form = new FormData();
    form.append("$ACTION_ID_1", "");
    form.append("name", "a");
    form.append("scopes", "x");
    form.append("scopes", "y");
    form.append("isProvider", "on");
    form.append("upload", new File(["x"], "x.txt"));
    const fields = formFields(form, {
      lists: ["scopes", "other"],
      flags: ["isProvider", "active"],
    });
    expect(fields).toEqual({
      name: "a",
      scopes: ["x", "y"],
      other: [],
      isProvider: true,
      active: false,
    });
  });
});
