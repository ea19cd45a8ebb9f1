import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { DefinitionList } from "@/components/ui/definition-list";
import type { IssuedCredential } from "@/lib/services/credentials/create-credential";
import { bindingText, curlText } from "../binding-text";

type IssuedSecretProps = { issued: IssuedCredential; publicUrl: string };

/** A new secret in the forms it is needed in. */
export function IssuedSecret({ issued, publicUrl }: IssuedSecretProps) {
  const access = { ...issued, publicUrl };
  return (
    <div className="grid gap-3">
      <DefinitionList
        items={[
          {
            label: "Client id",
            value: <Copyable text={issued.clientId} label="client id" />,
            mono: true,
          },
          { label: "Secret", value: <Copyable text={issued.secret} label="secret" />, mono: true },
        ]}
      />
      <CodeBlock label="First call" code={curlText(access)} wrap />
      <CodeBlock
        label="Service binding (VCAP_SERVICES)"
        code={bindingText(access)}
        maxHeight="16rem"
      />
    </div>
  );
}

function Copyable({ text, label }: { text: string; label: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      {text}
      <CopyButton text={text} label={`Copy the ${label}`} />
    </span>
  );
}
