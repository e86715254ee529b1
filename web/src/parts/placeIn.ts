/** What a form calls the place of a fault: the label of the field that its pointer names; else as the service tells it. */
export const placeIn =
  (labels: Readonly<Record<string, string>>) =>
  (where: string): string =>
    labels[where.split("/")[1] ?? ""] ?? where;
