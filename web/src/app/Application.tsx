import { MantineProvider } from "@mantine/core";
import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { Suspense } from "react";
import { BrowserRouter, Navigate, Outlet, Route, Routes, useLocation } from "react-router";
import { useWayBack } from "@/api/useWayBack";
import { theme } from "@/design/theme";
import { Loading } from "@/parts/States";
import { ChosenPlanRoom } from "./chosenPlan";
import { Faulty } from "./Faulty";
import { Gate } from "./Gate";
import { NotFound } from "./NotFound";
import { OUTSIDE, PAGES } from "./routes";
import { Shell } from "./shell/Shell";

function Guarded({ alone = false }: { alone?: boolean }) {
  const { pathname } = useLocation();
  return (
    <Faulty of={pathname} alone={alone}>
      <Outlet />
    </Faulty>
  );
}

function Inside() {
  return (
    <Faulty of="gate" alone>
      <Gate>
        <ChosenPlanRoom>
          <Shell />
        </ChosenPlanRoom>
      </Gate>
    </Faulty>
  );
}

function WayBack() {
  useWayBack();
  return null;
}

/** The whole page. */
export function Application({ store }: { store: QueryClient }) {
  return (
    <MantineProvider theme={theme} forceColorScheme="light">
      <QueryClientProvider client={store}>
        <WayBack />
        <BrowserRouter>
          <Suspense fallback={<Loading height={480} />}>
            <Routes>
              <Route element={<Guarded alone />}>
                {OUTSIDE.map(({ path, page: Page }) => (
                  <Route key={path} path={path} element={<Page />} />
                ))}
              </Route>
              <Route index element={<Navigate to="/beranda" replace />} />
              <Route path="masuk" element={<Navigate to="/beranda" replace />} />
              <Route element={<Inside />}>
                <Route element={<Guarded />}>
                  {PAGES.map(({ path, page: Page }) => (
                    <Route key={path} path={path} element={<Page />} />
                  ))}
                  <Route path="*" element={<NotFound />} />
                </Route>
              </Route>
            </Routes>
          </Suspense>
        </BrowserRouter>
      </QueryClientProvider>
    </MantineProvider>
  );
}
