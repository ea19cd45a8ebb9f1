import { nextCronTime, parseSapCron } from "@/lib/domain/schedule/sap-cron";

const CORPUS = [
  "* * * * * * *",
  "* * * * * * */10",
  "* * * * * */5 0",
  "* * * * 10:12 */30 0",
  "* * * mon:fri 9 0 0",
  "* * * mon,wed,fri 9 0 0",
  "* * * -1.sun 9 0 0",
  "* * * 2.tue 8 15 0",
  "* * * 5.mon 0 0 0",
  "* * -1 * 23 59 59",
  "* * 3:-2 * 12:14 0 0",
  "* * 31 * 0 0 0",
  "* 2 29 * 0 0 0",
  "* 2 30 * 0 0 0",
  "* 2 29 mon 0 0 0",
  "* 12 31 sun 23 59 59",
  "2099 * * * 0 0 0",
  "2099 2 29 * 0 0 0",
  "2096 2 29 wed 12 0 0",
  "9999 12 31 fri 23 59 59",
  "* */3 10 * 9 0 0",
  "* 1,4,7,10 1 * 0 0 0",
  "2015 * * fri 12 0 0",
  "*/4 2 -1 * 0 0 0",
];
const STARTS = 500;
const REPEATS = 5;
const DAY_MS = 86_400_000;

/**
 * P: milliseconds for the next time of an expression over the corpus, from many starts: the mean, and the
 * worst of the corpus as the least of some repetitions, so that a pause of the machine is not counted.
 */
export function measureNextTimes(): { mean: number; worst: number } {
  const crons = CORPUS.map((text) => {
    const parsed = parseSapCron(text);
    if (!parsed.ok) throw new Error(`${text} ${parsed.reason}`);
    return parsed.cron;
  });
  let sum = 0;
  let worst = 0;
  const first = Date.UTC(2020, 0, 1);
  for (const cron of crons) {
    for (let start = 0; start < STARTS; start += 1) {
      const after = new Date(first + start * 7.37 * DAY_MS);
      const least = leastOf(() => nextCronTime(cron, after));
      sum += least;
      worst = Math.max(worst, least);
    }
  }
  return { mean: sum / (crons.length * STARTS), worst };
}

function leastOf(work: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    const startedAt = performance.now();
    work();
    least = Math.min(least, performance.now() - startedAt);
  }
  return least;
}
