import { describe, expect, it } from "vitest";
import type { RunListItem } from "@/lib/domain/run/run-item";
import { CSV_HEAD, runsCsv } from "./runs-csv";

const RUN: RunListItem = {
  id: "0193a4c2-7b1e-7c3d-8f00-0123456789ab",
  tenantId: "00000000-0000-4000-8000-000000000001",
  tenant: "Provider",
  role: "job",
  definition: "Close books, daily",
  definitionId: "00000000-0000-4000-8000-000000000002",
  kind: "http",
  jobName: "CLOSE_BOOKS__DAILY",
  jobCount: "02140501",
  state: "Completed",
  stage: "final",
  detail: "SUCCESS",
  reason: null,
  explanation: 'The endpoint answered "200"',
  queue: "Default",
  priority: 50,
  server: "node-1:4000",
  submittedAt: "2025-11-14T02:14:05.000Z",
  startAt: "2025-11-14T02:14:05.000Z",
  plannedAt: null,
  startedAt: "2025-11-14T02:14:05.100Z",
  endedAt: "2025-11-14T02:14:06.350Z",
  attempt: 1,
  httpStatus: 200,
  returnCode: null,
  schedule: null,
  parent: null,
  chain: null,
  step: null,
  call: null,
  iteration: null,
  waitsFor: null,
  heldUpBy: null,
  restartOf: null,
  submittedBy: "operator",
  vocabularies: {
    backgroundJob: "F",
    schedulingApi: { runStatus: "COMPLETED", runState: "SUCCESS" },
    command: "completed",
    workload: "COMPLETED",
  },
  actions: ["restart", "delete"],
};

function fields(run: RunListItem): Record<string, string> {
  const heads = CSV_HEAD.trim().split(",");
  const values =
    runsCsv([run])
      .trim()
      .match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? [];
  return Object.fromEntries(
    heads.map((head, index) => [head, (values[index] ?? "").replace(/,$/, "")]),
  );
}

describe("runs as CSV", () => {
  it("writes one line per run under the heads, ended the way RFC 4180 asks for", () => {
    const text = CSV_HEAD + runsCsv([RUN, RUN]);
    expect(text.split("\r\n")).toHaveLength(4);
    expect(fields(RUN)).toMatchObject({
      job_name: "CLOSE_BOOKS__DAILY",
      state: "Completed",
      duration_ms: "1250",
      planned_at: "",
    });
  });

  it("quotes what contains a comma or a quotation mark", () => {
    expect(fields(RUN)).toMatchObject({
      definition: '"Close books, daily"',
      why: '"The endpoint answered ""200"""',
    });
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])(
    "lets no spreadsheet take %j for a formula",
    (name) => {
      expect(fields({ ...RUN, definition: name }).definition).toMatch(/^"?'/);
    },
  );
});
