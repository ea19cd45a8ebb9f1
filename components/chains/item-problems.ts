import type { PlacedFinding } from "@/lib/domain/chain/editor/check-edited-chain";
import { problemSentence } from "@/lib/domain/definition/problem-sentence";

/** The findings at one step or call, by field. */
export type ItemProblems = {
  /** What has to be corrected at the field, as a sentence. */
  error: (field: string) => string | undefined;
  /** What should be looked at. */
  warning: (field: string) => string | undefined;
  /** Where in the text of the field, counted from 1. */
  position: (field: string) => number | undefined;
};

/** The findings of an item for its fields; a finding of a part of a field stands at the part. */
export function problemsOf(findings: readonly PlacedFinding[], key: number | null): ItemProblems {
  const own = findings.filter((finding) => finding.key === key);
  const found = (field: string, severity: PlacedFinding["severity"]) =>
    own.find((finding) => finding.field === field && finding.severity === severity);
  const sentence = (finding: PlacedFinding | undefined) =>
    finding === undefined ? undefined : problemSentence(finding.message);
  return {
    error: (field) => sentence(found(field, "error")),
    warning: (field) => sentence(found(field, "warning")),
    position: (field) => found(field, "error")?.position,
  };
}
