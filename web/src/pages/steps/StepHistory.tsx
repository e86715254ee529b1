import { List, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { everything } from "@/api/everything";
import { listAudit, type AuditLine, type PublishedVisit, type VisitState } from "@/api/generated";
import { useLanguage } from "@/language/useLanguage";
import { Loaded } from "@/parts/States";
import { states, words } from "./words";

interface Step {
  visit: string;
  from: VisitState;
  to: VisitState;
  counts: PublishedVisit["counts"];
}

const isStep = (line: AuditLine): boolean => line.action === "visit.step" || line.action === "visit.override";

/** Every step of a visit, the newest first: what, who, when, and why where it was not the next one. */
export function StepHistory({ publication, visit }: { publication: string; visit: PublishedVisit }) {
  const { say, moment, actor } = useLanguage();
  const lines = useQuery(everything<AuditLine, object>("listAudit", listAudit, { query: { subject: publication } }));
  return (
    <Loaded query={lines} height={40}>
      {(found) => (
        <List size="sm" spacing={2} aria-label={say(words.history)}>
          {found
            .filter((line) => isStep(line) && (line.detail as unknown as Step).visit === visit.id)
            .map((line) => {
              const step = line.detail as unknown as Step;
              return (
                <List.Item key={line.id}>
                  {say(words.line, { from: say(states[step.from]), to: say(states[step.to]) })}{" "}
                  <Text span size="xs" c="var(--muted)">
                    {say(words.by, { who: actor(line.actor), when: moment(line.at) })}
                    {step.counts != null && <> · {say(words.counted, { ...step.counts })}</>}
                    {line.why != null && <> · {line.why}</>}
                  </Text>
                </List.Item>
              );
            })}
        </List>
      )}
    </Loaded>
  );
}
