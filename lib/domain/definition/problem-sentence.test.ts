import { describe, expect, it } from "vitest";
import { problemSentence } from "./problem-sentence";

describe("a refusal under its field", () => {
  it.each([
    ["'url' must be an absolute http or https URL", "Must be an absolute http or https URL."],
    ["A job named 'x' exists already", "A job named 'x' exists already."],
    [
      "'cron' must have seven fields; did you mean '* *'?",
      "Must have seven fields; did you mean '* *'?",
    ],
  ])("turns %s into a sentence", (message, sentence) => {
    expect(problemSentence(message)).toBe(sentence);
  });
});
