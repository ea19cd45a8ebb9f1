import type { ScheduleMode } from "@/lib/domain/schedule/schedule-spec";

type ModeWords = {
  /** On the control that chooses the mode. */
  label: string;
  /** In a table cell. */
  word: string;
  field: string;
  hint: string;
  placeholder: string;
  examples: readonly { value: string; words: string }[];
};

/** How each mode is named, asked for and exemplified, everywhere. */
export const SCHEDULE_MODE_WORDS: Record<ScheduleMode, ModeWords> = {
  cron: {
    label: "Cron",
    word: "cron",
    field: "Cron expression",
    hint: "Seven fields: year, month, day, weekday, hour, minute, second",
    placeholder: "* * * mon:fri 9 0 0",
    examples: [
      { value: "* * * * 9 7 20", words: "every day at 09:07:20" },
      { value: "* * * mon:fri 6:20 */15 10", words: "every 15 minutes on working days" },
      { value: "* * -1 * 23 40 0", words: "on the last day of the month" },
      { value: "* * * 2.tue 8 15 0", words: "on the second Tuesday" },
    ],
  },
  time: {
    label: "Once",
    word: "once",
    field: "Time",
    hint: "English or a date: “in 2 hours”, “Friday at 2am”, “2027-03-01 04:30”",
    placeholder: "tomorrow at 4pm",
    examples: [
      { value: "now", words: "at once" },
      { value: "in 20 minutes", words: "20 minutes from now" },
      { value: "tomorrow at 4pm", words: "tomorrow at 16:00" },
      { value: "next week monday at 5am", words: "Monday of next week" },
    ],
  },
  repeatAt: {
    label: "Daily at",
    word: "daily",
    field: "Time of day",
    hint: "One time every day: “4.40pm”, “18:40”, “17.20:30”",
    placeholder: "18:40",
    examples: [
      { value: "4.40pm", words: "every day at 16:40" },
      { value: "06:12", words: "every day at 06:12" },
      { value: "17.20:30", words: "every day at 17:20:30" },
    ],
  },
  repeatInterval: {
    label: "Every",
    word: "every",
    field: "Interval",
    hint: "A whole number and a unit. Counts from the start before, so a late start moves all later ones",
    placeholder: "20 minutes",
    examples: [
      { value: "90 seconds", words: "every 90 seconds" },
      { value: "20 minutes", words: "every 20 minutes" },
      { value: "2 hours", words: "every two hours" },
      { value: "1 week", words: "once a week" },
    ],
  },
};
