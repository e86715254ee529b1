import "@mantine/core/styles.css";
import "./design/page.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { connect, newStore } from "./api/service";
import { Application } from "./app/Application";
import { currentLanguage } from "./language/language";

connect();
document.documentElement.lang = currentLanguage();
const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <Application store={newStore()} />
  </StrictMode>,
);
