import { SegmentedControl } from "@mantine/core";
import { IconPackages } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearchParams } from "react-router";
import type { PlanHead } from "@/api/generated";
import { getMoneyLedgerOptions, getStockLedgerOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useRights } from "@/app/session";
import { WithPlan } from "@/app/WithPlan";
import { useLanguage } from "@/language/useLanguage";
import { PageHead } from "@/parts/PageHead";
import { Loaded } from "@/parts/States";
import { Cards } from "./Cards";
import { Money } from "./Money";
import { words } from "./words";

const STOCK_ROLES = ["planner", "head", "secretariat", "stock_keeper"] as const;
const MONEY_ROLES = ["planner", "head", "secretariat"] as const;

function Work({ plan, isCost }: { plan: PlanHead; isCost: boolean }) {
  const path = { id: plan.id };
  const stock = useQuery({ ...getStockLedgerOptions({ path }), enabled: !isCost });
  const money = useQuery({ ...getMoneyLedgerOptions({ path }), enabled: isCost });
  return isCost ? (
    <Loaded query={money} height={420} roles={MONEY_ROLES}>
      {(ledger) => <Money plan={plan} ledger={ledger} />}
    </Loaded>
  ) : (
    <Loaded query={stock} height={420} roles={STOCK_ROLES}>
      {(ledger) => <Cards plan={plan} ledger={ledger} />}
    </Loaded>
  );
}

/** Do the cards and the money last, and on which day not? */
export default function StockCost() {
  const { say } = useLanguage();
  const { may } = useRights();
  const { view } = useParams();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  return (
    <>
      <PageHead
        title={say(words.title)}
        beside={
          may("plans:read") && (
            <SegmentedControl
              aria-label={say(words.view)}
              value={view === "biaya" ? "biaya" : "kartu"}
              onChange={(next) => void navigate({ pathname: `/stok-biaya/${next}`, search: search.toString() })}
              data={[
                { value: "kartu", label: say(words.cards) },
                { value: "biaya", label: say(words.cost) },
              ]}
            />
          )
        }
      />
      <WithPlan icon={IconPackages} help={say(words.noPlanHelp)}>
        {(plan) => <Work key={plan.id} plan={plan} isCost={view === "biaya"} />}
      </WithPlan>
    </>
  );
}
