import { Button, Menu, Text } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import type { Publication } from "@/api/generated";
import { useLanguage, type Language } from "@/language/useLanguage";
import { Badge } from "@/parts/Badge";
import { QuickMenu } from "@/parts/QuickMenu";
import type { ToneName } from "@/design/tokens";
import { publicationOf, useChosenPlan, type PlanState } from "../chosenPlan";
import { words } from "./words";

const TONE: Record<PlanState, ToneName> = {
  draft: "draft",
  requested: "warning",
  rejected: "breach",
  published: "positive",
  superseded: "draft",
};

export function stateName(language: Language, state: PlanState, publication: Publication | undefined): string {
  return language.say(words[state], { n: publication?.number ?? 0 });
}

/** Where a plan stands, in the words of the office. */
export function PlanBadge({ state, publication }: { state: PlanState; publication: Publication | undefined }) {
  const language = useLanguage();
  return <Badge tone={TONE[state]}>{stateName(language, state, publication)}</Badge>;
}

const MOST = 30;

/** Month and plan that all pages show, with its state: never a number without knowing which plan it comes from. */
export function PlanChooser() {
  const language = useLanguage();
  const { plan, plans, publications, publication, state, isStateKnown, choose } = useChosenPlan();
  if (plans === undefined) return null;
  if (plan === undefined)
    return (
      <Text c="var(--muted)" size="sm">
        {language.say(words.noPlan)}
      </Text>
    );
  return (
    <>
      <QuickMenu position="bottom-start" width="min(380px, calc(100vw - 24px))">
        <Menu.Target>
          <Button
            variant="default"
            size="compact-md"
            rightSection={<IconChevronDown size={16} aria-hidden />}
            aria-label={`${language.say(words.choosePlan)}: ${plan.name}`}
            styles={{ label: { maxWidth: 260, overflow: "hidden", textOverflow: "ellipsis" } }}
          >
            {plan.name}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={420} style={{ overflowY: "auto" }}>
          <Menu.Label>{language.say(words.choosePlan)}</Menu.Label>
          {plans.slice(0, MOST).map((item) => {
            const published = publicationOf(item, publications);
            return (
              <Menu.Item
                key={item.id}
                onClick={() => choose(item.id)}
                aria-current={item.id === plan.id ? "true" : undefined}
                fw={item.id === plan.id ? 600 : 400}
                rightSection={<PlanBadge state={published?.state ?? "draft"} publication={published} />}
              >
                {item.name}
                <Text size="xs" c="var(--muted)">
                  {language.period(item.first, item.last)} · {language.say(words.revision, { n: item.revision })} ·{" "}
                  {language.moment(item.created_at)}
                </Text>
              </Menu.Item>
            );
          })}
        </Menu.Dropdown>
      </QuickMenu>
      {isStateKnown && <PlanBadge state={state} publication={publication} />}
      <Text size="sm" c="var(--muted)" visibleFrom="lg">
        {language.say(words.revision, { n: plan.revision })} ·{" "}
        {language.say(words.asOf, { day: language.day(plan.as_of) })}
      </Text>
    </>
  );
}
