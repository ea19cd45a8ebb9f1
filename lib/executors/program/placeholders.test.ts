import { describe, expect, it } from "vitest";
import { fillPlaceholders } from "./placeholders";

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: placeholders are the subject
describe("fillPlaceholders", () => {
  const parameters = { name: "Ada", count: 3, list: [1, "a"], none: null, trap: "${name}", "": 1 };

  it.each([
    ["text without any", "text without any"],
    ["--to=${name}", "--to=Ada"],
    ["${name}${count}", "Ada3"],
    ["${list}", '[1,"a"]'],
    ["<${none}>", "<>"],
    ["${trap}", "${name}"],
    ["$${name} ${name}", "${name} Ada"],
    ["$name ${} ${open", "$name ${} ${open"],
  ])("makes %j %j", (template, text) => {
    expect(fillPlaceholders(template, parameters)).toEqual({ ok: true, text });
  });

  it.each(["absent", "constructor", "__proto__", "name:-x"])(
    "tells that %s is no parameter",
    (name) => {
      const filled = fillPlaceholders(`\${name} \${${name}} \${later}`, parameters);
      expect(filled).toEqual({ ok: false, missing: name });
    },
  );
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: placeholders are the subject
