import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Dataset } from "@/api/generated";
import { parametersOptions, ratesOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useLanguage } from "@/language/useLanguage";
import { sheetQuery } from "@/pages/data/queries";
import { rawUnits } from "./words";

export interface Choice {
  value: string;
  label: string;
}

/** What the data hold, by the part of a change that names it: nobody has to know codes by heart. */
export type Choices = Readonly<Record<string, readonly Choice[] | undefined>>;

export function useChoices(dataset: Dataset | undefined): Choices {
  const { told, say } = useLanguage();
  const [id, version] = [dataset?.id ?? "", dataset?.version ?? 0];
  const sheet = (name: string) => ({ ...sheetQuery(id, version, name), enabled: version > 0 });
  const { data: teams } = useQuery(sheet("teams"));
  const { data: staff } = useQuery(sheet("staff"));
  const { data: villages } = useQuery(sheet("villages"));
  const { data: schools } = useQuery(sheet("schools"));
  const { data: rates } = useQuery({ ...ratesOptions(), staleTime: Infinity });
  const { data: parameters } = useQuery({ ...parametersOptions(), staleTime: Infinity });
  return useMemo(() => {
    const unitOf = (path: string): string => {
      const unit = rawUnits[/_([a-z]+)$/.exec(path)?.[1] ?? ""];
      return unit === undefined ? "" : ` (${say(unit)})`;
    };
    const named = (rows: typeof teams, key: string, name?: string, inside?: string): Choice[] =>
      (rows?.rows ?? []).flatMap(({ cells }) => {
        const value = cells[key] ?? "";
        const words = [name === undefined ? value : (cells[name] ?? value), inside && cells[inside]];
        return value === "" ? [] : [{ value, label: words.filter(Boolean).join(", ") }];
      });
    const team = named(teams, "id");
    const village = named(villages, "code", "name", "subdistrict");
    const place = [...village, ...named(schools, "npsn", "name")];
    return {
      team,
      like: team,
      member: named(staff, "id"),
      village,
      site: place,
      sites: place,
      rate: rates?.items.map((rate) => ({ value: rate.path.replace(/^rates\./, ""), label: told(rate.about) })),
      field: parameters?.items
        .filter((one) => !one.path.includes("."))
        .map((one) => ({ value: one.path, label: `${told(one.name).replaceAll("_", " ")}${unitOf(one.path)}` })),
    };
  }, [teams, staff, villages, schools, rates, parameters, told, say]);
}
