import "./design/components.css";
import "./design/page.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { connect, newStore } from "./api/service";
import { Application } from "./app/Application";
import { readFirst } from "./app/readFirst";

const WAIT_MS = 1_500;

/** Draws once the first page and what it shows are there; a slow or lost server is waited for on the page itself. */
export async function start(page: Promise<unknown>): Promise<void> {
  connect();
  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no #root");
  const store = newStore();
  const first = Promise.all([readFirst(store), page]).then(([address]) => address);
  const patience = new Promise<undefined>((done) => setTimeout(done, WAIT_MS, undefined));
  const address = await Promise.race([first, patience]);
  // Once the page is drawn its own router has the address.
  if (address !== undefined) window.history.replaceState(null, "", address);
  createRoot(root).render(
    <StrictMode>
      <Application store={store} />
    </StrictMode>,
  );
}
