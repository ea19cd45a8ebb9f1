import { describe, expect, it } from "vitest";
import { curlCommand } from "./curl-command";

describe("a cURL command", () => {
  it("carries the body as JSON", () => {
    const command = curlCommand({
      method: "PUT",
      url: "https://jobs.example.com/api/v1/x",
      body: { a: 1 },
    });
    expect(command).toContain("curl -X PUT 'https://jobs.example.com/api/v1/x'");
    expect(command).toContain(`--data '{\n  "a": 1\n}'`);
  });

  it("keeps a quote inside a text from ending it", () => {
    const command = curlCommand({
      method: "POST",
      url: "https://x.example",
      body: { text: "it's $HOME" },
    });
    expect(command).toContain(`"it'\\''s $HOME"`);
  });
});
