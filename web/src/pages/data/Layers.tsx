import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { changing } from "@/api/changing";
import { removeDatasetLayer, uploadDatasetLayer, type Dataset, type LayerName, type LayerTold } from "@/api/generated";
import { useRights } from "@/app/session";
import { useLanguage } from "@/language/useLanguage";
import { DataTable } from "@/parts/DataTable";
import { PickFile } from "@/parts/PickFile";
import { ProblemNote } from "@/parts/ProblemNote";
import { words } from "./words";

const LAYERS: readonly LayerName[] = ["villages", "subdistricts", "coverage", "roads"];
const KINDS = ".gpkg,.geojson,.json,.zip,.fgb,.pbf,.osm";
const KILO = 1_000;

interface Wish {
  layer: LayerName;
  /** None takes the layer out. */
  file: File | null;
}

/** Boundaries, coverage and roads of the newest version: sent, replaced, taken out; what is wrong with a file is told. */
export function Layers({ dataset, layers }: { dataset: Dataset; layers: readonly LayerTold[] }) {
  const { say, number } = useLanguage();
  const { may } = useRights();
  const store = useQueryClient();
  const [crs, setCrs] = useState("");
  const send = useMutation({
    mutationFn: async ({ layer, file }: Wish) => {
      const path = { id: dataset.id, layer };
      if (file === null)
        return (await removeDatasetLayer({ path, headers: changing(dataset.revision), throwOnError: true })).data;
      const { data } = await uploadDatasetLayer({
        path,
        query: { file: file.name.slice(-120), ...(layer === "roads" && crs.trim() !== "" && { crs: crs.trim() }) },
        // The contract types GeoJSON; the file goes as it is.
        body: file as never,
        bodySerializer: null as never,
        headers: { ...changing(dataset.revision), "Content-Type": "application/octet-stream" },
        throwOnError: true,
      });
      return data;
    },
    onSettled: () => store.invalidateQueries(),
  });
  const mayEdit = may("data:edit");
  const nameOf = (layer: LayerName): string => say(words[`layer_${layer}`]);
  const asked = send.variables;
  const rows = LAYERS.map((layer) => ({ layer, held: layers.find((item) => item.layer === layer) }));
  return (
    <Stack gap="xs" component="section" aria-label={say(words.layers)}>
      <DataTable
        caption={say(words.layers)}
        stacks
        showCaption
        rows={rows}
        keyOf={(row) => row.layer}
        columns={[
          { key: "layer", title: say(words.layer), isHead: true, width: 200, value: (row) => nameOf(row.layer) },
          { key: "file", title: say(words.layerFile), value: (row) => row.held?.source ?? say(words.layerNone) },
          {
            key: "size",
            title: say(words.layerSize),
            unit: "kB",
            isNumber: true,
            width: 110,
            value: (row) => (row.held === undefined ? null : row.held.bytes / KILO),
            cell: (row) => (row.held === undefined ? "–" : number(row.held.bytes / KILO, 1)),
          },
          {
            key: "since",
            title: say(words.layerSince),
            isNumber: true,
            width: 130,
            value: (row) => row.held?.since ?? null,
          },
          ...(mayEdit
            ? [
                {
                  key: "do",
                  title: "",
                  width: 200,
                  value: () => null,
                  cell: ({ layer, held }: (typeof rows)[number]) => (
                    <Group gap="xs" wrap="nowrap">
                      <PickFile accept={KINDS} onPick={(file) => send.mutate({ layer, file })}>
                        {(props) => (
                          <Button
                            {...props}
                            size="compact-sm"
                            variant="default"
                            aria-label={say(words.layerUploadNamed, { name: nameOf(layer) })}
                            disabled={send.isPending && asked?.layer !== layer}
                            loading={send.isPending && asked?.layer === layer}
                          >
                            {say(words.layerUpload)}
                          </Button>
                        )}
                      </PickFile>
                      {held !== undefined && (
                        <Button
                          size="compact-sm"
                          variant="default"
                          aria-label={say(words.layerRemoveNamed, { name: nameOf(layer) })}
                          disabled={send.isPending}
                          onClick={() => send.mutate({ layer, file: null })}
                        >
                          {say(words.layerRemove)}
                        </Button>
                      )}
                    </Group>
                  ),
                },
              ]
            : []),
        ]}
      />
      <Text role="status">
        {send.isPending && asked?.file && say(words.uploading, { file: asked.file.name })}
        {send.isSuccess &&
          asked !== undefined &&
          say(asked.file === null ? words.layerGone : words.layerKept, {
            name: nameOf(asked.layer),
            n: send.data.number,
          })}
      </Text>
      {send.error !== null && asked !== undefined && (
        <ProblemNote error={send.error} title={say(words.layerRefused, { name: nameOf(asked.layer) })} />
      )}
      {mayEdit && (
        <>
          <Text size="sm" c="var(--muted)">
            {say(words.layersHelp)}
          </Text>
          <TextInput
            maw={320}
            label={say(words.crs)}
            description={say(words.crsHelp)}
            placeholder="EPSG:4326"
            value={crs}
            onChange={(event) => setCrs(event.currentTarget.value)}
          />
        </>
      )}
    </Stack>
  );
}
