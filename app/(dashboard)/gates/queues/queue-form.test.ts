import { describe, expect, it } from "vitest";
import { putQueueSchema } from "@/lib/domain/native-api/queue-resource";
import { queueInputFrom } from "./queue-form";

function formOf(fields: readonly (readonly [string, string])[]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

describe("the form of a queue", () => {
  it("leaves what is empty to the defaults and never says that the queue is held", () => {
    const input = queueInputFrom(
      formOf([
        ["size", ""],
        ["window", ""],
        ["server", " "],
      ]),
    );
    expect(putQueueSchema.parse(input)).toEqual({
      description: "",
      size: null,
      holdLevel: null,
      window: null,
      countWaiting: false,
      countConsole: false,
      servers: [],
    });
  });

  it("puts each size with its server", () => {
    const input = queueInputFrom(
      formOf([
        ["size", "3"],
        ["countConsole", "on"],
        ["server", "one:3000"],
        ["serverSize", ""],
        ["server", "two:3000"],
        ["serverSize", "2"],
      ]),
    );
    expect(putQueueSchema.parse(input)).toMatchObject({
      size: 3,
      countConsole: true,
      servers: [
        { server: "one:3000", size: null },
        { server: "two:3000", size: 2 },
      ],
    });
  });

  it("leaves what is no number for the schema to refuse, at its field", () => {
    const input = queueInputFrom(formOf([["size", "many"]]));
    expect(putQueueSchema.safeParse(input).error?.issues[0]?.path).toEqual(["size"]);
  });
});
