import { defineConfig } from "@hey-api/openapi-ts";

// The contract that the service is tested against; nothing of the client is written by hand.
export default defineConfig({
  input: "../docs/openapi.json",
  output: { path: "src/api/generated" },
  // The stream of a job is read by the browser's own EventSource, which takes it up again by itself.
  parser: { filters: { operations: { exclude: ["GET /v1/jobs/{id}/events"] } } },
  logs: { level: "warn" },
  plugins: ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk", "@tanstack/react-query"],
});
