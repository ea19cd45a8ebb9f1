import { expect, it } from "vitest";
import { readMailSettings } from "./mail-settings";

const url = "smtp://box:geheim@mail.test:587";

it("reads address and sender, and is not there without both", () => {
  expect(readMailSettings({})).toBeNull();
  const from = "Signal box <box@test.de>";
  expect(readMailSettings({ STELLWERK_SMTP_URL: url, STELLWERK_MAIL_FROM: from })).toEqual({
    ...{ url, from },
  });
});

it.each([
  ["STELLWERK_MAIL_FROM", { STELLWERK_SMTP_URL: url }],
  ["STELLWERK_MAIL_FROM", { STELLWERK_SMTP_URL: url, STELLWERK_MAIL_FROM: "nobody" }],
  ["STELLWERK_SMTP_URL", { STELLWERK_MAIL_FROM: "box@test.de" }],
  ["STELLWERK_SMTP_URL", { STELLWERK_SMTP_URL: "https://geheim", STELLWERK_MAIL_FROM: "a@b" }],
])("names %s when it is wrong, and repeats no secret", (name, source) => {
  const attempt = () => readMailSettings(source);
  expect(attempt).toThrow(name);
  expect(attempt).not.toThrow("geheim");
});
