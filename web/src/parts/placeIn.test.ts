import { expect, test } from "vitest";
import { placeIn } from "./placeIn";

test("a fault stands at the label of its field, and where the service says if no field has it", () => {
  const placeOf = placeIn({ password: "Kata sandi", roles: "Peran" });
  expect(placeOf("/password")).toBe("Kata sandi");
  expect(placeOf("/roles/0")).toBe("Peran");
  expect(placeOf("/token")).toBe("/token");
  expect(placeOf("desa!B3")).toBe("desa!B3");
});
