export const RUN_ACTIONS = [
  "hold",
  "release",
  "cancel",
  "kill",
  "force-unknown",
  "edit",
  "disable",
  "enable",
  "reply",
  "restart",
  "delete",
] as const;
export type RunActionName = (typeof RUN_ACTIONS)[number];

type ActionWords = {
  label: string;
  keys?: string;
  danger?: boolean;
  /** Asked before it is done; actions without are done at once. */
  confirm?: { title: string; description: string; cancelLabel: string };
};

/** The words of each action on a run, on a button, in a menu and in the question before it. */
export const RUN_ACTION_WORDS: Record<RunActionName, ActionWords> = {
  hold: { label: "Hold" },
  release: { label: "Release" },
  cancel: {
    label: "Cancel",
    danger: true,
    confirm: {
      title: "Cancel this run?",
      description: "It has not started and will end as Canceled. This cannot be undone.",
      cancelLabel: "Let it wait",
    },
  },
  kill: {
    label: "Kill",
    danger: true,
    confirm: {
      title: "Kill this run?",
      description:
        "It will end as Killed. What its target has already done stays done. This cannot be undone.",
      cancelLabel: "Let it run",
    },
  },
  "force-unknown": {
    label: "Give up",
    danger: true,
    confirm: {
      title: "Give up this run?",
      description:
        "It will end as Unknown: nobody waits for its result any more, and its target is not stopped. This cannot be undone.",
      cancelLabel: "Go on waiting",
    },
  },
  edit: { label: "Edit" },
  disable: { label: "Disable" },
  enable: { label: "Enable" },
  reply: { label: "Reply" },
  restart: {
    label: "Restart",
    confirm: {
      title: "Restart this run?",
      description: "A new run is submitted with the same values; this one stays as it is.",
      cancelLabel: "Not now",
    },
  },
  delete: {
    label: "Delete",
    danger: true,
    confirm: {
      title: "Delete this run?",
      description: "The run, its transitions and its log are removed. This cannot be undone.",
      cancelLabel: "Keep it",
    },
  },
};
