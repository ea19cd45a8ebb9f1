const TIME = { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false } as const;
const DAY = { day: "numeric", month: "short" } as const;

/** `15:02:31` in the time zone of the browser, with the day where it is another than in UTC. For what is drawn there only. */
export function localTime(at: Date): string {
  const time = at.toLocaleTimeString("en-GB", TIME);
  if (at.getDate() === at.getUTCDate()) return time;
  return `${at.toLocaleDateString("en-GB", DAY)} ${time}`;
}
