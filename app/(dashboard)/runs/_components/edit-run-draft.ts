import { parseJsonText } from "@/components/ui/json-text";
import { parseUtcText, utcText } from "@/components/ui/utc-text";
import type { EditableRunView } from "@/lib/queries/runs/get-editable-run";

/** A run as it is being edited: texts as they are typed. */
export interface EditDraft {
  startAt: string;
  priority: string;
  queue: string;
  /** Empty for none. */
  timeWindow: string;
  parameters: string;
}

/** The form of a run as it stands. */
export function draftOf(run: EditableRunView): EditDraft {
  return {
    startAt: utcText(new Date(run.startAt)),
    priority: String(run.priority),
    queue: run.queue,
    timeWindow: run.timeWindow ?? "",
    parameters: run.parameters === null ? "" : JSON.stringify(run.parameters, null, 2),
  };
}

type Read = { ok: true; value: unknown } | { ok: false; sentence: string };

/** How each text is read. */
const READ: Record<keyof EditDraft, (text: string) => Read> = {
  startAt: (text) => {
    if (text.trim() === "") return { ok: true, value: null };
    const start = parseUtcText(text);
    return start.ok
      ? { ok: true, value: start.at.toISOString() }
      : { ok: false, sentence: start.reason };
  },
  priority: (text) =>
    /^\d+$/.test(text.trim())
      ? { ok: true, value: Number(text) }
      : { ok: false, sentence: "Write a whole number." },
  queue: (text) => ({ ok: true, value: text }),
  timeWindow: (text) => ({ ok: true, value: text || null }),
  parameters: (text) => {
    if (text.trim() === "") return { ok: true, value: null };
    const json = parseJsonText(text);
    return json.ok ? json : { ok: false, sentence: json.reason };
  },
};

const FIELDS = ["startAt", "priority", "queue", "timeWindow", "parameters"] as const;

type Change =
  | { ok: true; input: Record<string, unknown> }
  | { ok: false; problem: { field: string; sentence: string } };

/** What the form changes, and nothing that stays as it is. */
export function changeOf(draft: EditDraft, run: EditableRunView): Change {
  const before = draftOf(run);
  const input: Record<string, unknown> = {};
  for (const field of FIELDS) {
    if (draft[field].trim() === before[field].trim()) continue;
    const read = READ[field](draft[field]);
    if (!read.ok) return { ok: false, problem: { field, sentence: read.sentence } };
    input[field] = read.value;
  }
  return { ok: true, input };
}
