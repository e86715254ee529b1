import { Button, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { changing, once } from "@/api/changing";
import { addDataset, uploadVersion, type Dataset } from "@/api/generated";
import { useLanguage } from "@/language/useLanguage";
import { PickFile } from "@/parts/PickFile";
import { ProblemNote } from "@/parts/ProblemNote";
import { words } from "./words";

const KINDS = ".xlsx,.zip,.json";

/** Send a file as the next version of a dataset, or as the first of a new one. */
export function UploadDoor({ dataset, filled }: { dataset: Dataset | null; filled?: boolean }) {
  const { say } = useLanguage();
  const store = useQueryClient();
  const navigate = useNavigate();
  const send = useMutation({
    mutationFn: async (file: File) => {
      let aim = dataset;
      if (aim === null) {
        const name = file.name.replace(/\.[^.]+$/, "").slice(0, 200);
        aim = (await addDataset({ body: { name }, headers: once(), throwOnError: true })).data;
      }
      const { data } = await uploadVersion({
        path: { id: aim.id },
        query: { file: file.name.slice(0, 120) },
        // The contract types JSON; a workbook goes as it is.
        body: file as never,
        bodySerializer: null as never,
        headers: {
          ...changing(aim.revision),
          "Content-Type": file.name.endsWith(".json") ? "application/json" : "application/octet-stream",
        },
        throwOnError: true,
      });
      return { id: aim.id, version: data };
    },
    onSettled: () => store.invalidateQueries(),
    onSuccess: ({ id }) => void navigate(`/data?dataset=${id}`),
  });
  return (
    <Stack gap="xs" align="flex-start">
      <PickFile accept={KINDS} onPick={send.mutate}>
        {(props) => (
          <Button {...props} variant={filled ? "filled" : "default"} loading={send.isPending}>
            {say(words.upload)}
          </Button>
        )}
      </PickFile>
      {send.isPending && <Text role="status">{say(words.uploading, { file: send.variables.name })}</Text>}
      {send.error !== null && <ProblemNote error={send.error} title={say(words.uploadRefused)} />}
    </Stack>
  );
}
