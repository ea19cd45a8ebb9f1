import { curlCommand } from "@/components/definitions/curl-command";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import type { ApiOperation } from "../api-operations";
import type { SchemaRow } from "../schema-rows";

type OperationCardProps = { operation: ApiOperation; publicUrl: string; isOpen: boolean };

/** One call: what it takes and what it answers, folded until it is wanted. */
export function OperationCard({ operation, publicUrl, isOpen }: OperationCardProps) {
  const { anchor, method, path, summary, parameters, body, answers } = operation;
  const call = { method, url: publicUrl + path };
  return (
    <details
      id={anchor}
      open={isOpen}
      className="group scroll-mt-16 border-b border-line last:border-b-0"
    >
      <summary className="flex cursor-pointer list-none flex-wrap items-center gap-x-3 gap-y-0.5 px-3 py-2 hover:bg-hover">
        <Badge mono tone={method === "GET" ? "neutral" : method === "DELETE" ? "danger" : "accent"}>
          {method}
        </Badge>
        <code className="font-mono text-xs wrap-anywhere">{path}</code>
        <span className="text-sm text-ink-muted">{summary}</span>
      </summary>
      <div className="grid gap-4 border-t border-line bg-sunken/40 p-3">
        <div>
          <CopyButton
            showLabel
            label="Copy as cURL"
            text={curlCommand(body === null ? call : { ...call, body: {} })}
          />
        </div>
        {parameters.length > 0 && (
          <Rows
            caption="Parameters"
            rows={parameters.map((row) => ({ ...row, type: `${row.type}, in ${row.place}` }))}
          />
        )}
        {body !== null &&
          (body.length === 0 ? (
            <Nothing caption="Body" />
          ) : (
            <Rows caption="Body, JSON" rows={body} />
          ))}
        {answers.map((answer) => (
          <Answer key={answer.status} answer={answer} />
        ))}
      </div>
    </details>
  );
}

function Answer({ answer }: { answer: ApiOperation["answers"][number] }) {
  const caption = `Answer ${answer.status}: ${answer.description}`;
  if (answer.rows.length === 0) return <p className="text-xs text-ink-muted">{caption}</p>;
  return (
    <details>
      <summary className="w-fit cursor-pointer rounded-sm text-xs text-ink-muted hover:text-ink">
        {caption}
      </summary>
      <div className="mt-1">
        <Rows caption={caption} isCaptionHidden rows={answer.rows} />
      </div>
    </details>
  );
}

function Nothing({ caption }: { caption: string }) {
  return <p className="text-xs text-ink-muted">{caption}: a JSON object, empty</p>;
}

type RowsProps = { caption: string; isCaptionHidden?: boolean; rows: readonly SchemaRow[] };

function Rows({ caption, isCaptionHidden = false, rows }: RowsProps) {
  return (
    <Table
      caption={caption}
      captionVisible={!isCaptionHidden}
      boxClassName="rounded-md border border-line bg-surface"
    >
      <thead className="sr-only">
        <tr>
          <Th>Name</Th>
          <Th>Type</Th>
          <Th>Notes</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.path} className="align-top">
            <Td mono className="w-64 py-1.5">
              {row.path}
              {row.isRequired && (
                <span className="ml-2 font-sans text-2xs text-danger-text">required</span>
              )}
            </Td>
            <Td className="w-56 py-1.5 text-xs text-ink-muted">{row.type}</Td>
            <Td className="py-1.5 text-xs">{row.notes}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
