import { KIND_WORDS } from "@/components/definitions/kind-words";
import { DEFINITION_KINDS } from "@/lib/domain/definition/definition";
import { type ReportFilter, STARTED_STATUSES } from "@/lib/domain/report/report-query";
import { BACKGROUND_JOB_WORD } from "@/lib/domain/run/vocabularies";
import type { FilterField } from "./report-filter-form";

const ALL = { value: "", label: "All" };
const STATUS_OPTIONS = [
  { value: "", label: "All that started" },
  ...STARTED_STATUSES.map((letter) => ({
    value: letter,
    label: `${letter} ${BACKGROUND_JOB_WORD[letter]}`,
  })),
  { value: "F,A", label: "F and A" },
];
const KIND_OPTIONS = [
  ALL,
  ...DEFINITION_KINDS.map((value) => ({ value, label: KIND_WORDS[value].word })),
];
const CLASS_OPTIONS = [ALL, ...["A", "B", "C"].map((value) => ({ value, label: value }))];

/** The fields every report is narrowed by; that of the status only where it counts more than completed runs. */
export function filterFields(
  filter: ReportFilter,
  { hasStatus, hasTenant }: { hasStatus: boolean; hasTenant: boolean },
): FilterField[] {
  const text = (value: unknown) => (value === undefined ? "" : String(value));
  const status = { name: "status", label: "Status", options: STATUS_OPTIONS };
  const tenant = { name: "tenant", label: "Tenant", value: text(filter.tenant) };
  return [
    { name: "name", label: "Job name", hint: "* any characters, ? one", value: text(filter.name) },
    ...(hasStatus ? [{ ...status, value: text(filter.status) }] : []),
    { name: "from", label: "Started from", hint: "now-7d, 2026-11-20", value: text(filter.from) },
    { name: "to", label: "Started before", hint: "Like from", value: text(filter.to) },
    { name: "createdBy", label: "Created by", hint: "* and ? too", value: text(filter.createdBy) },
    { name: "program", label: "Program", hint: "Part of URL or path", value: text(filter.program) },
    { name: "kind", label: "Kind", options: KIND_OPTIONS, value: text(filter.kind) },
    { name: "class", label: "Class", options: CLASS_OPTIONS, value: text(filter.class) },
    ...(hasTenant ? [tenant] : []),
  ];
}

/** Periods that are asked for most; empty: all time. */
export const PERIODS = [
  { label: "All time", from: "" },
  { label: "24 h", from: "now-24h" },
  { label: "7 days", from: "now-7d" },
  { label: "30 days", from: "now-30d" },
] as const;

/** The same for courses over time, whose usual period is a week. */
export const TREND_PERIODS = [
  { label: "24 h", from: "now-24h" },
  { label: "7 days", from: "" },
  { label: "30 days", from: "now-30d" },
  { label: "90 days", from: "now-90d" },
] as const;
