import { describe, expect, it } from "vitest";
import { openApiDocument } from "@/lib/domain/native-api/open-api";
import { schedulingApiDocument } from "@/lib/domain/scheduling-api/open-api";
import { apiGroups, findOperations } from "./api-operations";

const native = apiGroups(openApiDocument());
const compatible = apiGroups(schedulingApiDocument());
const all = [...native, ...compatible].flatMap((group) => group.operations);

describe("the calls of an API", () => {
  it("are read with full address, parameters and answers", () => {
    const put = all.find(
      ({ method, path }) => `${method} ${path}` === "PUT /api/v1/definitions/{name}",
    );
    expect(put?.parameters.map((row) => row.path)).toContain("name");
    expect(put?.body?.map((row) => row.path)).toContain("http.url");
    expect(put?.answers.map((answer) => answer.status)).toEqual(["200", "201", "else"]);
    expect(put?.answers.at(-1)?.rows.map((row) => row.path)).toContain("error.message");
  });

  it("have addresses of their own within the page", () => {
    expect(new Set(all.map(({ anchor }) => anchor)).size).toBe(all.length);
  });
});

describe("finding calls", () => {
  it("wants every word, in address, summary or fields", () => {
    const found = findOperations(compatible, "callback success");
    expect(found.flatMap((group) => group.operations)).toHaveLength(1);
    expect(findOperations(native, "no such thing")).toEqual([]);
    expect(findOperations(native, " ")).toEqual(native);
  });
});
