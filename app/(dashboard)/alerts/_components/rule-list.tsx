import { Badge } from "@/components/ui/badge";
import { muteAt } from "@/lib/domain/alert/alert-rule";
import type { AlertRuleView } from "@/lib/domain/native-api/alert-resource";
import { deleteRuleAction } from "../actions";
import { DeleteButton } from "./delete-button";
import { PauseButton } from "./pause-button";
import { RuleDialog } from "./rule-dialog";
import type { RuleChoices } from "./rule-fields";

type RuleListProps = {
  rules: readonly AlertRuleView[];
  choices: RuleChoices;
  mayWrite: boolean;
  now: Date;
};

/** Rules, each with what it does in words. */
export function RuleList({ rules, choices, mayWrite, now }: RuleListProps) {
  return (
    <ul className="divide-y divide-line">
      {rules.map((rule) => (
        <li key={rule.name} className="flex flex-wrap items-start gap-x-4 gap-y-2 px-3 py-2.5">
          <div className="min-w-60 flex-1">
            <p className="flex flex-wrap items-center gap-2 font-medium wrap-anywhere">
              {rule.name}
              <RuleMark rule={rule} now={now} />
            </p>
            <p className="text-sm wrap-anywhere">{rule.sentence}</p>
            {rule.description !== "" && (
              <p className="text-xs text-ink-muted wrap-anywhere">{rule.description}</p>
            )}
          </div>
          {mayWrite && (
            <div className="flex flex-wrap gap-1.5">
              <PauseButton name={rule.name} active={rule.active} />
              <RuleDialog rule={rule} choices={choices} />
              <DeleteButton
                name={rule.name}
                description="The alerts it has raised go with it. Messages that are to be sent are still sent."
                action={deleteRuleAction.bind(null, rule.name)}
              />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function RuleMark({ rule, now }: { rule: AlertRuleView; now: Date }) {
  if (!rule.active) return <Badge>paused</Badge>;
  const mute = muteAt(rule.mutes, now);
  if (mute === null) return <Badge tone="accent">active</Badge>;
  return <Badge tone="warning">quiet{mute.reason === "" ? "" : `: ${mute.reason}`}</Badge>;
}
