import { askEarly } from "./api/early";
import { isOutside, loadPage } from "./app/pages";
import { currentLanguage } from "./language/code";

// Before all else: what the first page needs is asked for and loaded side by side, not one after the other.
const { pathname } = window.location;
document.documentElement.lang = currentLanguage();
if (!isOutside(pathname)) askEarly(currentLanguage());
const page = loadPage(pathname).catch(() => undefined);
void import("./start").then(({ start }) => start(page));
