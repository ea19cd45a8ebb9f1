import { type Selection, selectionFields } from "./selection";
import { selectionSearch } from "./selection-address";

/** A view that comes with the product. */
export interface ReadyView {
  id: string;
  name: string;
  /** What it is for, in a sentence. */
  about: string;
  href: string;
}

/** The views every reader has; `user` is the name the reader's runs are submitted by. */
export function readyViews(user: string): ReadyView[] {
  return [
    view("failed-24h", "Failed in the last 24 hours", {
      about: "Error, Killed and Unknown, by their end.",
      selection: { state: ["failed"], endedFrom: "now-24h" },
    }),
    view("waiting", "Waiting now", {
      about: "What waits for its time, an event, a lock, a queue or a person.",
      selection: { state: ["waiting", "held"] },
    }),
    view("long-running", "Long running", {
      about: "What runs now, the longest first.",
      selection: { state: ["running"], sort: "-duration" },
    }),
    view("my-jobs-today", "SM37: my jobs today", {
      about: "What you submitted since midnight UTC.",
      selection: { user: exactly(user), from: "today" },
    }),
    {
      id: "tbtco",
      name: "Plain query of TBTCO: F or A by job",
      about: "How often each job ended well or badly and when it last started.",
      href: "/reports/frequency?status=F,A",
    },
  ];
}

interface Content {
  about: string;
  selection: Selection;
}

function view(id: string, name: string, { about, selection }: Content): ReadyView {
  return { id, name, about, href: `/monitor${selectionSearch(selection)}` };
}

/** A name as a pattern that fits it; a star or question mark of its own fits itself too. */
function exactly(user: string): string {
  const read = selectionFields.user.safeParse(user);
  return read.success && read.data !== undefined ? read.data : "*";
}
