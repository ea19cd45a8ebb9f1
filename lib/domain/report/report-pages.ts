import { z } from "zod";
import { delayFields, type delayQuerySchema } from "./delays-query";
import { durationQuerySchema } from "./durations-query";
import { frequencyFields } from "./frequency-query";
import { reportSearch } from "./report-address";

/** The page of the frequency report: what is asked for, and how much of each row is shown. */
export const frequencyPageSchema = z.strictObject({
  ...frequencyFields,
  /** short: name, runs and last start alone, as seed 000 groups them. */
  view: z.enum(["full", "short"]).default("full"),
});
export type FrequencyState = z.output<typeof frequencyPageSchema>;
export const durationPageSchema = durationQuerySchema;
export type DurationState = z.output<typeof durationPageSchema>;
export const delayPageSchema = z.strictObject(delayFields);
export type DelayState = z.output<typeof delayQuerySchema>;

/** Any change puts the list back to its first page, unless it is a change of page. */
type Change<State> = { [Name in keyof State]?: State[Name] | undefined };

export function frequencySearch(state: FrequencyState, change: Change<FrequencyState> = {}) {
  return reportSearch(frequencyPageSchema, { ...state, cursor: undefined, ...change });
}

export function durationSearch(state: DurationState, change: Change<DurationState> = {}) {
  return reportSearch(durationPageSchema, { ...state, cursor: undefined, ...change });
}

export function delaySearch(state: DelayState, change: Change<DelayState> = {}) {
  return reportSearch(delayPageSchema, { ...state, cursor: undefined, ...change });
}

/** The order a click on a column head asks for: the largest first, then the other way round. */
export function nextSort<Column extends string>(
  column: Column,
  sort: string,
): Column | `-${Column}` {
  return sort === `-${column}` ? column : `-${column}`;
}
