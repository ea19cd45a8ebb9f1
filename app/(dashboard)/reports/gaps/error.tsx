"use client";

import { ReportFailure } from "../_period/report-failure";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function GapsReportError(props: ErrorPageProps) {
  return <ReportFailure what="The gaps report" {...props} />;
}
