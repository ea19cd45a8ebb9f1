import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { curlOf } from "./curl";

const REQUEST = {
  method: "POST",
  url: "https://books.example.com/close?period=11",
  headers: [{ name: "x-team", value: "finance" }],
  body: '{"period":11}',
  user: null,
};

/** What a shell makes of the command, with an echo in the place of curl. */
function argumentsOf(command: string): string[] {
  const script = `curl() { for a in "$@"; do printf '%s\\n--\\n' "$a"; done; }\n${command}`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\n--\n").slice(0, -1);
}

describe("curlOf", () => {
  it("makes the request with method, headers, body and address", () => {
    expect(argumentsOf(curlOf(REQUEST))).toEqual([
      "-X",
      "POST",
      "-H",
      "x-team: finance",
      "-H",
      "content-type: application/json",
      "--data-raw",
      '{"period":11}',
      "https://books.example.com/close?period=11",
    ]);
  });

  it("leaves out the body of a request that has none, and lets curl ask for the password", () => {
    const bare = argumentsOf(
      curlOf({ ...REQUEST, method: "GET", headers: [], body: null, user: "o'neill" }),
    );
    expect(bare).toEqual([
      "-X",
      "GET",
      "-u",
      "o'neill",
      "https://books.example.com/close?period=11",
    ]);
  });

  it.each(["it's", "$(touch /tmp/x)", "`id`", 'a "b" \\ c', "line\nbreak", "!history"])(
    "hands %j to the shell unchanged",
    (text) => {
      expect(argumentsOf(curlOf({ ...REQUEST, body: text }))).toContain(text);
    },
  );
});
