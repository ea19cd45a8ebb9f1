"use client";

import { InstantText } from "@/components/runs/instant-text";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { DefinitionList } from "@/components/ui/definition-list";
import type { RunDetail } from "@/lib/domain/run/run-item";
import type { LogLine } from "@/lib/domain/run/run-log";
import type { RunLog } from "@/lib/queries/runs/read-run-log";
import { curlOf } from "../curl";
import type { RunRequest } from "../request-of";

type RunAnswerProps = { run: RunDetail; log: RunLog; request: RunRequest | null };

/** What the run was given, what it asked of its endpoint, and what came back. */
export function RunAnswer({ run, log, request }: RunAnswerProps) {
  return (
    <div className="grid min-w-0 gap-4 xl:grid-cols-2">
      <div className="grid min-w-0 content-start gap-4">
        <RequestCard run={run} request={request} />
        <Card title="Parameters">
          {run.parameters === null || run.parameters === undefined ? (
            <p className="text-sm text-ink-muted">The run was given no parameters.</p>
          ) : (
            <CodeBlock label="Parameters" code={JSON.stringify(run.parameters, null, 2)} wrap />
          )}
        </Card>
      </div>
      <AnswerCard run={run} answer={answerIn(log.lines)} />
    </div>
  );
}

function RequestCard({ run, request }: { run: RunDetail; request: RunRequest | null }) {
  if (request === null) {
    return (
      <Card title="Request">
        <p className="text-sm text-ink-muted">
          {run.kind === "http"
            ? "The definition of this run was deleted; the first line of the log says what was called."
            : `A run of kind ${run.kind} sends no request.`}
        </p>
      </Card>
    );
  }
  return (
    <Card
      title="Request"
      description={
        request.isChanged
          ? "The definition was edited after this run: this is what it sends now."
          : undefined
      }
      actions={<CopyButton text={() => curlOf(request)} label="Copy as cURL" showLabel />}
    >
      <DefinitionList
        items={[
          { label: "Method", value: request.method, mono: true },
          { label: "Address", value: request.url, mono: true },
          ...(request.user === null ? [] : [{ label: "User", value: request.user, mono: true }]),
          ...request.headers.map(({ name, value }) => ({ label: name, value, mono: true })),
        ]}
      />
      {request.body !== null && (
        <CodeBlock className="mt-3" label="Body" code={request.body} wrap />
      )}
    </Card>
  );
}

function AnswerCard({ run, answer }: { run: RunDetail; answer: LogLine | undefined }) {
  const isEmpty = answer === undefined && run.result === null;
  return (
    <Card title="Answer" className="self-start">
      {isEmpty ? (
        <p className="text-sm text-ink-muted">
          {run.stage === "final" ? "Nothing came back." : "Nothing has come back so far."}
        </p>
      ) : (
        <div className="grid gap-3">
          <DefinitionList
            items={[
              { label: "HTTP status", value: answer?.code ?? run.httpStatus, mono: true },
              {
                label: "Received",
                value: answer && (
                  <InstantText form="full" at={new Date(answer.at)} className="whitespace-normal" />
                ),
                mono: true,
              },
            ]}
          />
          {answer !== undefined && (
            <CodeBlock label="Text of the answer" code={answer.text} wrap maxHeight="60vh" />
          )}
          {run.result !== null && run.result !== undefined && (
            <CodeBlock label="Result values" code={JSON.stringify(run.result, null, 2)} wrap />
          )}
        </div>
      )}
    </Card>
  );
}

/** The line that holds what the endpoint, or the application behind it, said last. */
function answerIn(lines: readonly LogLine[]): LogLine | undefined {
  return lines.findLast(
    (line) => line.type !== undefined && line.type !== "TRIGGERED" && line.type !== "ACK_NOT_RECVD",
  );
}
