import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Files that every page needs are named in the page itself, so that none waits until another one asks for it. */
const namedEarly: Plugin = {
  name: "named-early",
  transformIndexHtml: {
    order: "post",
    handler: (_html, { bundle = {} }) =>
      Object.keys(bundle)
        .toSorted()
        .flatMap((file) => {
          const href = `/${file}`;
          const link = (attrs: Record<string, string | boolean>) => [
            { tag: "link", attrs: { ...attrs, href, crossorigin: true }, injectTo: "head" as const },
          ];
          if (/^assets\/(start|common)-.*\.js$/.test(file)) return link({ rel: "modulepreload" });
          if (/^assets\/start-.*\.css$/.test(file)) return link({ rel: "stylesheet" });
          if (/^assets\/inter-latin-.*\.woff2$/.test(file))
            return link({ rel: "preload", as: "font", type: "font/woff2" });
          return [];
        }),
  },
};

// The bundle lies in the Python package: users need no Node. Equal sources give equal files.
export default defineConfig({
  plugins: [react(), namedEarly],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    outDir: "../api/dashboard",
    emptyOutDir: true,
    license: { fileName: "licenses.md" },
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // What every page needs comes as one file: forty small ones cost a slow office PC more than their bytes.
        codeSplitting: {
          groups: [
            { name: "early", test: /src\/(api\/early|app\/pages|language\/code)\.ts$/, priority: 3 },
            { name: "start", test: /src\/start\.tsx$/, priority: 2 },
            {
              name: "common",
              test: /src\/parts\/(PageHead|DataTable|States|Badge)\.tsx$|esm\/components\/SimpleGrid\//,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  worker: { format: "es" },
  server: { proxy: { "/v1": "http://127.0.0.1:8765", "/health": "http://127.0.0.1:8765" } },
  test: { environment: "node", include: ["src/**/*.test.{ts,tsx}"] },
});
