import type { ReportSort } from "./report-query";

/** What a row is put in order by; null stands last either way. */
export type SortValue = number | string | null;

/** The place of a row in an order: by its value, then by the job's name and tenant. */
export interface RowPlace {
  value: SortValue;
  key: string;
}

/** Compares places for an order such as `-runs`; rows of the same value follow their names. */
export function placeOrder(sort: string): (a: RowPlace, b: RowPlace) => number {
  const sign = sort.startsWith("-") ? -1 : 1;
  return (a, b) => nullsLast(a.value, b.value, sign) || compare(a.key, b.key);
}

function nullsLast(a: SortValue, b: SortValue, sign: number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return sign * compare(a, b);
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The column of an order. */
export function columnOf<Column extends string>(sort: ReportSort<Column>): string {
  return sort.startsWith("-") ? sort.slice(1) : sort;
}

/** The name of a row within its report: unique, and in the order of job names. */
export function rowKey({ jobName, tenantId }: { jobName: string; tenantId: string }): string {
  return `${jobName} ${tenantId}`;
}

/** The value of a column of a row as it is put in order; instants as numbers. */
export function sortValue(value: unknown): SortValue {
  if (value instanceof Date) return value.getTime();
  return typeof value === "number" || typeof value === "string" ? value : null;
}
