import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { QueueView } from "@/lib/domain/native-api/queue-resource";
import { QueueBadge, QueueReason } from "./queue-state";
import { cappedText, serversText, usedText } from "./queue-table";

type State = Parameters<typeof QueueReason>[0]["queue"];

const open: State = {
  closedReason: null,
  closedSince: null,
  heldBy: null,
  window: null,
  nextWindowChange: null,
};
const at = "2026-11-21T14:02:31.000Z";
const words = (markup: string) => markup.replaceAll(/<[^>]*>/g, "");

describe("why a queue is as it is", () => {
  it.each<[string, Partial<State>, RegExp]>([
    ["open", {}, /^$/],
    ["open", { window: "DAY", nextWindowChange: at }, /^until .*14:02:31, when DAY closes$/],
    ["held", { closedReason: "HELD", heldBy: "ada", closedSince: at }, /^by ada since .*14:02:31$/],
    [
      "closed",
      { closedReason: "WINDOW_CLOSED", window: "DAY", nextWindowChange: at },
      /^DAY is closed until .*14:02:31$/,
    ],
    ["closed", { closedReason: "WINDOW_CLOSED", window: "DAY" }, /^DAY does not open within/],
    ["closed", { closedReason: "NO_SERVER", closedSince: at }, /^none of its .* since .*14:02:31$/],
  ])("reads %s, %j", (badge, state, reason) => {
    const queue = { ...open, ...state };
    expect(words(renderToStaticMarkup(<QueueBadge queue={queue} />))).toBe(badge);
    expect(words(renderToStaticMarkup(<QueueReason queue={queue} />))).toMatch(reason);
  });
});

describe("how full a queue is", () => {
  it("names its size where it has one, and stops counting after 10,000", () => {
    const used = (running: number, size: number | null) => usedText({ running, size });
    expect([used(3, 5), used(3, null)]).toEqual(["3 of 5", "3"]);
    expect([cappedText(10_000), cappedText(10_001)]).toEqual(["10,000", "> 10,000"]);
  });

  it("names its process servers with their sizes", () => {
    const servers: QueueView["servers"] = [
      { server: "a:1", size: null },
      { server: "b:1", size: 2 },
    ];
    expect([serversText({ servers }), serversText({ servers: [] })]).toEqual([
      "a:1, b:1 (2)",
      "all",
    ]);
  });
});
