import { Anchor, Button, Text } from "@mantine/core";
import { IconScale } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { everything } from "@/api/everything";
import { listStudies, type StudyHead } from "@/api/generated";
import { useRights } from "@/app/session";
import { useLanguage } from "@/language/useLanguage";
import { DataTable } from "@/parts/DataTable";
import { PageHead } from "@/parts/PageHead";
import { Empty, Loaded, NoPermission } from "@/parts/States";
import { states, words } from "./words";

const LIVE_MS = 3_000;
const LIVE: ReadonlySet<string> = new Set(["waiting", "running", "stopping"]);

/** All studies of the office, the newest first. */
export default function Scenarios() {
  const language = useLanguage();
  const { say, told } = language;
  const { may } = useRights();
  const studies = useQuery({
    ...everything<StudyHead, object>("listStudies", listStudies, {}),
    enabled: may("plans:read"),
    refetchInterval: ({ state }) =>
      state.data?.some((study) => LIVE.has(study.job?.state ?? "")) === true ? LIVE_MS : false,
  });
  const fresh = may("plans:make") && (
    <Button component={Link} to="/skenario/baru">
      {say(words.fresh)}
    </Button>
  );
  return (
    <>
      <PageHead title={say(words.title)} actions={fresh} />
      {may("plans:read") ? (
        <Loaded query={studies} roles={["planner", "head"]}>
          {(found) =>
            found.length === 0 ? (
              <Empty icon={IconScale} title={say(words.none)} action={fresh}>
                {say(words.noneHelp)}
              </Empty>
            ) : (
              <>
                <Text c="var(--muted)" mb="md" maw={900}>
                  {say(words.about)}
                </Text>
                <DataTable
                  caption={say(words.list)}
                  stacks
                  rows={found}
                  keyOf={(study) => study.id}
                  columns={[
                    {
                      key: "name",
                      title: say(words.name),
                      isHead: true,
                      value: (study) => study.name,
                      cell: (study) => (
                        <Anchor component={Link} to={`/skenario/${study.id}`}>
                          {study.name}
                        </Anchor>
                      ),
                    },
                    {
                      key: "month",
                      title: say(words.month),
                      value: (study) => study.month,
                      cell: (study) => language.month(study.month),
                    },
                    {
                      key: "size",
                      title: say(words.size),
                      value: (study) => study.size.runs,
                      cell: (study) => told(study.size.told),
                    },
                    {
                      key: "state",
                      title: say(words.state),
                      value: (study) => study.job?.state ?? "",
                      cell: (study) => {
                        const state = states[study.job?.state ?? ""];
                        return study.answered ? say(words.answered) : state === undefined ? "" : say(state);
                      },
                    },
                    { key: "by", title: say(words.by), value: (study) => language.actor(study.created_by) },
                  ]}
                />
              </>
            )
          }
        </Loaded>
      ) : (
        <NoPermission roles={["planner", "head"]} />
      )}
    </>
  );
}
