import {
  ArrowRight,
  Bell,
  Check,
  ChevronsRight,
  CircleDotDashed,
  CircleMinus,
  CircleQuestionMark,
  CircleSlash,
  CircleX,
  Clock,
  ClockAlert,
  Hourglass,
  Inbox,
  Layers,
  Link2,
  ListTree,
  Lock,
  type LucideIcon,
  MessageSquareText,
  OctagonPause,
  Pause,
  Pencil,
  Play,
  Send,
  Square,
  SquareMinus,
  X,
} from "lucide-react";
import { NeverIcon } from "@/components/runs/never-icon";
import type { RunState } from "@/lib/domain/run/run-state";

/** Colour family, read by the style sheet as `data-tone`. */
export type StateTone =
  | "initial"
  | "waiting"
  | "running"
  | "console"
  | "completed"
  | "error"
  | "killed"
  | "canceled"
  | "skipped"
  | "unknown"
  | "modified"
  | "never";

/** Pattern inside the family, read by the style sheet as `data-fill`. */
export type StateFill =
  | "solid"
  | "outline"
  | "frame"
  | "thin"
  | "dashed"
  | "pale"
  | "bars"
  | "dots"
  | "cross"
  | "rows"
  | "bricks"
  | "diagonal"
  | "striped";

export type StateAppearance = {
  word: string;
  icon: LucideIcon | typeof NeverIcon;
  tone: StateTone;
  fill: StateFill;
};

/** The one word, icon, colour and pattern of each run state, everywhere it is shown. */
export const RUN_STATE_APPEARANCE: Record<RunState, StateAppearance> = {
  New: { word: "New", icon: CircleDotDashed, tone: "initial", fill: "outline" },
  Chained: { word: "Chained", icon: Link2, tone: "initial", fill: "outline" },
  Disabled: { word: "Disabled", icon: CircleSlash, tone: "initial", fill: "dashed" },
  Delayed: { word: "Delayed", icon: Hourglass, tone: "initial", fill: "rows" },
  Modified: { word: "Modified", icon: Pencil, tone: "modified", fill: "solid" },
  Scheduled: { word: "Scheduled", icon: Clock, tone: "waiting", fill: "pale" },
  Held: { word: "Held", icon: Pause, tone: "waiting", fill: "bars" },
  EventWait: { word: "EventWait", icon: Bell, tone: "waiting", fill: "dots" },
  QueueHeld: { word: "QueueHeld", icon: OctagonPause, tone: "waiting", fill: "bricks" },
  Queued: { word: "Queued", icon: Layers, tone: "waiting", fill: "rows" },
  LockWait: { word: "LockWait", icon: Lock, tone: "waiting", fill: "cross" },
  Overdue: { word: "Overdue", icon: ClockAlert, tone: "waiting", fill: "diagonal" },
  Never: { word: "Never", icon: NeverIcon, tone: "never", fill: "outline" },
  Dispatched: { word: "Dispatched", icon: Send, tone: "running", fill: "thin" },
  Assigned: { word: "Assigned", icon: Inbox, tone: "running", fill: "thin" },
  Running: { word: "Running", icon: Play, tone: "running", fill: "solid" },
  Waiting: { word: "Waiting", icon: ListTree, tone: "running", fill: "frame" },
  Console: { word: "Console", icon: MessageSquareText, tone: "console", fill: "solid" },
  Killing: { word: "Killing", icon: SquareMinus, tone: "killed", fill: "striped" },
  Canceling: { word: "Canceling", icon: CircleMinus, tone: "canceled", fill: "striped" },
  Completed: { word: "Completed", icon: Check, tone: "completed", fill: "solid" },
  Error: { word: "Error", icon: X, tone: "error", fill: "solid" },
  Killed: { word: "Killed", icon: Square, tone: "killed", fill: "solid" },
  Canceled: { word: "Canceled", icon: CircleX, tone: "canceled", fill: "solid" },
  Skipped: { word: "Skipped", icon: ChevronsRight, tone: "skipped", fill: "dashed" },
  Ignored: { word: "Ignored", icon: ArrowRight, tone: "skipped", fill: "dashed" },
  Unknown: { word: "Unknown", icon: CircleQuestionMark, tone: "unknown", fill: "solid" },
};

/** States seen for an instant only; strip and timeline fold them away unless asked, or unless they dragged on. */
export const TRANSITIONAL_STATES: readonly RunState[] = [
  "New",
  "Dispatched",
  "Assigned",
  "Canceling",
  "Killing",
];
