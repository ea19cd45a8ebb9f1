import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type AccessFixture,
  createAccessFixture,
  TEST_API_LOGIN,
} from "@/lib/testing/access-fixture";
import { issueToken } from "./issue-token";

let fixture: AccessFixture;
beforeAll(async () => {
  fixture = await createAccessFixture();
});
afterAll(() => fixture.drop());

const { user, password } = TEST_API_LOGIN;
const GRANT = "grant_type=client_credentials";
const basic = (login: string) => ({ authorization: `Basic ${btoa(login)}` });

function request(form: string, headers: Record<string, string> = {}) {
  return issueToken(fixture.access, {
    form: new URLSearchParams(form),
    headers: new Headers(headers),
    sourceIp: "192.0.2.1",
    now: fixture.clock.now(),
  });
}

describe("issueToken", () => {
  it("answers as the client expects, with a numeric exp twelve hours ahead", async () => {
    const { status, body } = await request(
      `response_type=token&${GRANT}`,
      basic(`${user}:${password}`),
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      token_type: "bearer",
      expires_in: 43_199,
      scope: "jobs.read jobs.write runs.operate runs.update config.write",
    });
    const payload = JSON.parse(
      Buffer.from(String(body.access_token).split(".")[1] ?? "", "base64").toString("utf8"),
    );
    expect(payload.exp - Math.floor(fixture.clock.now().getTime() / 1000)).toBe(43_199);
    expect(payload.jti).toBe(body.jti);
  });

  it("takes the client in the form too", async () => {
    const { status } = await request(`${GRANT}&client_id=${user}&client_secret=${password}`);
    expect(status).toBe(200);
  });

  it("grants a part of the scopes when asked", async () => {
    const { body } = await request(`${GRANT}&scope=jobs.read`, basic(`${user}:${password}`));
    expect(body.scope).toBe("jobs.read");
  });

  it.each([
    ["no grant type", "", basic("api:api-password"), 400, "invalid_request"],
    [
      "another grant type",
      "grant_type=password",
      basic("api:api-password"),
      400,
      "unsupported_grant_type",
    ],
    [
      "a repeated parameter",
      `${GRANT}&${GRANT}`,
      basic("api:api-password"),
      400,
      "invalid_request",
    ],
    [
      "a huge parameter",
      `${GRANT}&scope=${"x".repeat(5000)}`,
      basic("api:api-password"),
      400,
      "invalid_request",
    ],
    [
      "an unknown scope",
      `${GRANT}&scope=everything`,
      basic("api:api-password"),
      400,
      "invalid_scope",
    ],
    [
      "a scope for people",
      `${GRANT}&scope=access.write`,
      basic("api:api-password"),
      400,
      "invalid_scope",
    ],
    ["no client", GRANT, {}, 401, "invalid_client"],
    ["a wrong secret", GRANT, basic("api:wrong"), 401, "invalid_client"],
    [
      "a wrong secret in the form",
      `${GRANT}&client_id=api&client_secret=no`,
      {},
      401,
      "invalid_client",
    ],
    ["NUL in the form", `${GRANT}&client_id=a%00&client_secret=%00`, {}, 401, "invalid_client"],
    [
      "two different clients",
      `${GRANT}&client_id=other`,
      basic("api:api-password"),
      401,
      "invalid_client",
    ],
    ["a bearer", GRANT, { authorization: "Bearer abc" }, 401, "invalid_client"],
  ])("refuses %s", async (_, form, headers, status, error) => {
    const answer = await request(form, headers);
    expect(answer).toMatchObject({ status, body: { error } });
    expect(answer.body.error_description).toEqual(expect.any(String));
    expect(answer.body).not.toHaveProperty("access_token");
  });
});
