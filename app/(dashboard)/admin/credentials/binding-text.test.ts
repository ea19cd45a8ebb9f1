import { describe, expect, it } from "vitest";
import { bindingText, curlText } from "./binding-text";

const access = {
  publicUrl: "https://jobs.example.com",
  clientId: "sw-1",
  secret: "it's",
  tenantId: "t",
  subdomain: "acme",
};

describe("bindingText", () => {
  it("has what the client library reads from a binding", () => {
    expect(JSON.parse(bindingText(access)).jobscheduler[0]).toMatchObject({
      tags: ["jobscheduler"],
      credentials: {
        url: access.publicUrl,
        uaa: {
          url: access.publicUrl,
          clientid: "sw-1",
          clientsecret: "it's",
          identityzone: "acme",
        },
      },
    });
  });
});

describe("curlText", () => {
  it("is safe to paste into a shell", () => {
    expect(curlText(access)).toBe(
      "curl -u 'sw-1:it'\\''s' 'https://jobs.example.com/scheduler/jobs'",
    );
  });
});
