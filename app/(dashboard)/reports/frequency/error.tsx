"use client";

import { ReportFailure } from "../_period/report-failure";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function FrequencyError(props: ErrorPageProps) {
  return <ReportFailure what="The frequency report" {...props} />;
}
